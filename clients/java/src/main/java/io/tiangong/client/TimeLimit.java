package io.tiangong.client;

import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a query or call may take, all its attempts together.
 *
 * @param length zero: as long as it likes
 * @param deadline when it is over; null: never
 */
record TimeLimit(Duration length, @Nullable Deadline deadline) {

  /** Begins now. */
  static TimeLimit of(Duration length) {
    return new TimeLimit(
        length, length.isZero() ? null : Deadline.after(length.toNanos(), TimeUnit.NANOSECONDS));
  }

  boolean isOver() {
    return deadline != null && deadline.isExpired();
  }

  /** Whether it is not over after a pause. */
  boolean allows(Duration pause) {
    return deadline == null || deadline.timeRemaining(TimeUnit.NANOSECONDS) > pause.toNanos();
  }

  /** Its length as people write it: {@code 500ms}, {@code 2.5s}, {@code 5m}. */
  @Override
  public String toString() {
    long millis = length.toMillis();
    if (millis < 1_000) {
      return millis + "ms";
    }
    return millis % 60_000 == 0 ? millis / 60_000 + "m" : (millis / 1e3 + "s").replace(".0s", "s");
  }
}
