package io.tiangong.demo.dataset;

import java.time.LocalDate;

/** A row of {@code ord.couriers}. */
public record Courier(long courierId, String tms, String name, String region, LocalDate joined) {}
