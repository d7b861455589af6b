package io.tiangong.loadtest.result;

/**
 * A threshold and what was measured.
 *
 * @param measured in the unit of the limit
 */
public record Verdict(String threshold, String limit, String measured, boolean passes) {}
