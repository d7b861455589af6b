package io.tiangong.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One line about a query that takes long: rows so far and seconds, rewritten in place.
 *
 * <p>{@link #close} wipes the line and must come before anything else is printed there.
 */
final class Progress implements AutoCloseable {

  private static final long FIRST_MILLIS = 700;
  private static final long EVERY_MILLIS = 200;
  private static final String WIPE = "\r\033[K";

  private final PrintWriter err;
  private final long startNanos = System.nanoTime();
  private final Future<?> ticks;
  private volatile long rows;
  private boolean shown;
  private boolean closed;

  /** Shows itself on a terminal only. */
  Progress(Console console, ScheduledExecutorService timer) {
    err = console.err();
    ticks =
        console.errIsTerminal()
            ? timer.scheduleAtFixedRate(
                this::show, FIRST_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS)
            : CompletableFuture.completedFuture(null);
  }

  void rows(long soFar) {
    rows = soFar;
  }

  private synchronized void show() {
    if (!closed) {
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      err.printf(Locale.ROOT, "%s%,d rows, %.1f s ", WIPE, rows, seconds);
      err.flush();
      shown = true;
    }
  }

  @Override
  public synchronized void close() {
    ticks.cancel(false);
    if (shown && !closed) {
      err.print(WIPE);
      err.flush();
    }
    closed = true;
  }
}
