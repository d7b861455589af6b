package io.tiangong.demo.dataset;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A row of {@code rt.order_track}; a null time is a cell that was never written. */
public record OrderTrack(
    long orderId,
    OrderStatus status,
    @Nullable LocalDateTime acceptedAt,
    @Nullable LocalDateTime pickedAt,
    @Nullable LocalDateTime deliveredAt) {}
