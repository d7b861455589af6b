package io.tiangong.gateway.grpc;

import java.time.Duration;

/**
 * What a request may ask for, and what holds when it does not say.
 *
 * @param maxStatementBytes longer SQL text is refused
 * @param maxRows bound of an answer's rows; requests may ask for fewer
 * @param defaultTimeout deadline of requests without one
 * @param batchRows rows of a full batch
 */
public record RequestLimits(
    long maxStatementBytes, long maxRows, Duration defaultTimeout, int batchRows) {}
