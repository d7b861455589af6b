package io.tiangong.gateway.admission;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.time.Duration;

/** What a guard says: a grant, or a refusal. A refusal is a value, ordinary and cheap. */
public sealed interface Decision<G> {

  /** The fact of a refusal's error that tells the caller how long to wait. */
  String RETRY_AFTER_MILLIS = "retryAfterMillis";

  /** Yes, and what the caller holds from now on. */
  record Granted<G>(G grant) implements Decision<G> {}

  /**
   * No.
   *
   * @param code what kind of no
   * @param message why, and what to do
   * @param retryAfter zero: the client's choice
   */
  record Refused<G>(ErrorCode code, String message, Duration retryAfter) implements Decision<G> {

    public QueryException toException() {
      QueryException error = new QueryException(code, message);
      return retryAfter.isZero()
          ? error
          : error.with(RETRY_AFTER_MILLIS, Long.toString(retryAfter.toMillis()));
    }
  }

  /** The grant; the end of the query when refused. */
  default G grantOrThrow() {
    if (this instanceof Granted<G> granted) {
      return granted.grant();
    }
    throw ((Refused<G>) this).toException();
  }
}
