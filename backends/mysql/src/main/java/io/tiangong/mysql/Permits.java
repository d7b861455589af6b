package io.tiangong.mysql;

import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The right to hold one of a fixed number of connections of a source. */
final class Permits {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final String source;
  private final int total;
  private int free;

  Permits(String source, int total) {
    this.source = source;
    this.total = total;
    this.free = total;
  }

  /**
   * Waits for a permit, at most until the deadline or for 5 seconds.
   *
   * @throws QueryException with OVERLOADED when there is none, or with the reason of a cancel
   */
  void acquire(Cancellation cancellation) {
    if (tryAcquire()) {
      return;
    }
    long wait = Math.min(LONGEST_WAIT.toNanos(), cancellation.remainingNanos());
    try (Cancellation.Registration wake = cancellation.onCancel(this::wakeAll)) {
      await(cancellation, System.nanoTime() + wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryException(ErrorCode.CANCELLED, "interrupted while waiting for " + source, e);
    }
  }

  synchronized void release() {
    free++;
    notify();
  }

  private synchronized boolean tryAcquire() {
    if (free == 0) {
      return false;
    }
    free--;
    return true;
  }

  private synchronized void await(Cancellation cancellation, long until)
      throws InterruptedException {
    while (free == 0) {
      cancellation.check();
      long left = until - System.nanoTime();
      if (left <= 0) {
        throw new QueryException(
            ErrorCode.OVERLOADED,
            "all " + total + " connections of source " + source + " are in use; try again later");
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
    }
    free--;
  }

  private synchronized void wakeAll() {
    notifyAll();
  }
}
