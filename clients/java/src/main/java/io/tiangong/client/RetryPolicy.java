package io.tiangong.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Whether and when a failed query is sent again: only for errors that say they are retryable, and
 * only while the caller has seen no row.
 *
 * <p>The gateway may say when; otherwise the pause is drawn from zero to a bound that doubles with
 * each failure, so that many clients don't come back together.
 *
 * @param attempts calls in all; 1: never again
 * @param first bound of the first pause
 * @param longest bound of every pause of our own choice
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {

  private static final int MAX_DOUBLINGS = 30;

  public RetryPolicy {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw ErrorCode.INVALID_PARAMETER.error(
          "a retry policy needs at least 1 attempt and 0 <= first <= longest, not "
              + attempts
              + ", "
              + first
              + ", "
              + longest);
    }
  }

  /** Every failure goes to the caller. */
  public static RetryPolicy none() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO);
  }

  /** Four calls; pauses of up to 50, 100 and 200 ms. */
  public static RetryPolicy standard() {
    return new RetryPolicy(4, Duration.ofMillis(50), Duration.ofSeconds(2));
  }

  /** Whether a call may follow after so many failures, the last of which is given. */
  boolean allows(int failures, TiangongException last) {
    return failures < attempts && last.retryable();
  }

  /** How long to wait after so many failures, the last of which is given. */
  Duration pause(int failures, TiangongException last, RandomGenerator random) {
    return last.retryDelay().isZero() ? pause(failures, random) : last.retryDelay();
  }

  /** How long to wait after so many failures when the gateway does not say. */
  public Duration pause(int failures, RandomGenerator random) {
    Duration bound = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    long nanos = (bound.compareTo(longest) < 0 ? bound : longest).toNanos();
    return Duration.ofNanos(nanos == 0 ? 0 : random.nextLong(nanos + 1));
  }
}
