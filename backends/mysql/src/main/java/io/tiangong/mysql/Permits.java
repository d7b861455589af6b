package io.tiangong.mysql;

import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to hold one of a fixed number of connections of a source. Thread-safe.
 *
 * <p>Who waits stands in a line, and a permit that comes free is handed to one of it. Who is
 * cancelled or whose time is over leaves at once and is handed nothing.
 *
 * <p>The first comes first, until the line is so long that the first has used up half of his time.
 * Then the last comes first: in the order of arrival all would be served just before their
 * deadlines, too late to be answered, and each query that is cut off costs its connection.
 */
final class Permits {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final String source;
  private final int total;
  private final LongSupplier ticker;
  private final Deque<Turn> line = new ArrayDeque<>();
  private int free;

  /**
   * One who waits.
   *
   * @param since in the ticker's nanoseconds, as is {@code until}
   * @param handed true with the permit, false when he leaves
   */
  private record Turn(long since, long until, CompletableFuture<Boolean> handed) {
    boolean isLate(long now) {
      return now - since > until - now;
    }
  }

  /**
   * @param ticker {@link System#nanoTime}
   */
  Permits(String source, int total, LongSupplier ticker) {
    this.source = source;
    this.total = total;
    this.ticker = ticker;
    this.free = total;
  }

  /**
   * Waits for a permit, at most until the deadline or for 5 seconds.
   *
   * @throws QueryException with OVERLOADED when there is none, or with the reason of a cancel
   */
  void acquire(Cancellation cancellation) {
    cancellation.check();
    Turn turn = takeOrStandInLine(cancellation);
    if (turn == null) {
      return;
    }
    boolean handed = false;
    try (Cancellation.Registration leave =
        cancellation.onCancel(() -> turn.handed().complete(false))) {
      handed = await(turn);
    } finally {
      if (!handed) {
        leave(turn);
      }
    }
    if (!handed) {
      cancellation.check();
      throw new QueryException(
          ErrorCode.OVERLOADED,
          "all " + total + " connections of source " + source + " are in use; try again later");
    }
  }

  synchronized void release() {
    for (Turn next = next(); next != null; next = next()) {
      if (next.handed().complete(true)) {
        return;
      }
    }
    free++;
  }

  /** Null: there was a permit, which is taken. */
  private synchronized @Nullable Turn takeOrStandInLine(Cancellation cancellation) {
    if (free > 0) {
      free--;
      return null;
    }
    long now = ticker.getAsLong();
    long wait = Math.min(LONGEST_WAIT.toNanos(), cancellation.remainingNanos());
    Turn turn = new Turn(now, now + wait, new CompletableFuture<>());
    line.addLast(turn);
    return turn;
  }

  /** Whether there is a permit now. */
  private boolean await(Turn turn) {
    try {
      return turn.handed().get(turn.until() - ticker.getAsLong(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return !turn.handed().complete(false) && turn.handed().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (!turn.handed().complete(false) && turn.handed().join()) {
        release();
      }
      throw new QueryException(ErrorCode.CANCELLED, "interrupted while waiting for " + source, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // a turn never fails
    }
  }

  private synchronized void leave(Turn turn) {
    line.remove(turn);
  }

  private @Nullable Turn next() {
    Turn first = line.peekFirst();
    if (first == null) {
      return null;
    }
    return first.isLate(ticker.getAsLong()) ? line.pollLast() : line.pollFirst();
  }
}
