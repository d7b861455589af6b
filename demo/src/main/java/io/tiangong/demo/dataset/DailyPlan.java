package io.tiangong.demo.dataset;

import java.time.LocalDate;

/** A row of {@code kpi.daily_plan}. */
public record DailyPlan(String tms, String region, long planned, LocalDate dt) {}
