package io.tiangong.gateway.query;

import io.tiangong.spi.ErrorCode;
import java.util.Optional;

/**
 * A query that has ended, one way or the other. Holds no literals and no parameter values.
 *
 * @param fingerprint the statement's shape; empty when it was not planned
 * @param error why it failed; empty when it was served
 * @param summary how far it came
 */
public record CompletedQuery(
    String id, String account, String fingerprint, Optional<ErrorCode> error, Summary summary) {}
