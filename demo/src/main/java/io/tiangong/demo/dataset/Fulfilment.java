package io.tiangong.demo.dataset;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code rt.fulfilment}: what became of one carrier's orders of one day.
 *
 * @param cancelled null when nothing was cancelled: the counter's cell was never written
 */
public record Fulfilment(
    String tms, LocalDate dt, long done, @Nullable Long cancelled, LocalDateTime updatedAt) {}
