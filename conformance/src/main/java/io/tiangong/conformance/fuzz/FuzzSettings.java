package io.tiangong.conformance.fuzz;

import java.time.Duration;

/**
 * How much to run.
 *
 * @param seed of the data and of the queries
 * @param first number of the first query that is drawn
 * @param runs query runs at the gateway after which no query is drawn; each variant is one run
 * @param time after which no query is drawn
 * @param threads that run queries
 */
public record FuzzSettings(long seed, long first, long runs, Duration time, int threads) {}
