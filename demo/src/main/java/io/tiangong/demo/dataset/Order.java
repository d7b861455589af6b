package io.tiangong.demo.dataset;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A row of {@code ord.orders}. */
public record Order(
    long orderId,
    String tms,
    long courierId,
    String region,
    OrderStatus status,
    BigDecimal amount,
    double weightKg,
    @Nullable String note,
    LocalDateTime createdAt,
    LocalDate dt) {}
