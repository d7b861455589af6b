package io.tiangong.loadtest.result;

/**
 * A fault and how long it was felt.
 *
 * @param from seconds from the begin of the schedule
 * @param until when it was mended; NaN: it was not
 * @param outageMillis from its begin until answers were right again
 * @param recoveryMillis from its end until answers were right again; NaN: it was not mended
 * @param recovered whether they were, before the next fault or the end
 */
public record Outage(
    String fault,
    double from,
    double until,
    double outageMillis,
    double recoveryMillis,
    boolean recovered) {}
