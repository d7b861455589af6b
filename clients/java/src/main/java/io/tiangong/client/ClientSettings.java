package io.tiangong.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What holds for all queries of a client.
 *
 * @param timeout of queries that name none; zero: none
 * @param schema of queries that name none; empty: the gateway's
 * @param callbacks runs the subscribers of {@link TiangongClient#publish}
 * @param pauses makes futures that complete after a while
 */
record ClientSettings(
    Duration timeout,
    String schema,
    CallHeaders headers,
    RetryPolicy retries,
    int messagesAhead,
    Executor callbacks,
    Function<Duration, CompletableFuture<Void>> pauses,
    RandomGenerator random) {}
