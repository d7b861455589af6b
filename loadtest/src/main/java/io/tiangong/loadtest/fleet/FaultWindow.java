package io.tiangong.loadtest.fleet;

/**
 * A fault that happened.
 *
 * @param from seconds from the begin of the schedule
 * @param until when it was mended; NaN: it was not
 */
public record FaultWindow(String label, double from, double until) {}
