package io.tiangong.loadtest.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a number of requests under way: the way to find what a server can do, and a wrong way to
 * measure its latency.
 */
public final class ClosedLoop {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ClosedLoop() {}

  /**
   * Right answers per second.
   *
   * @param underWay how many requests
   * @param kinds entries of the mix
   */
  public static double capacity(Workload workload, int underWay, int kinds, Duration duration) {
    List<Phase> phases = List.of(Phase.constant("capacity", duration, underWay));
    Recording recording = new Recording(phases, kinds);
    Semaphore free = new Semaphore(underWay);
    long begin = System.nanoTime();
    try {
      while (System.nanoTime() - begin < duration.toNanos()) {
        if (free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          long now = System.nanoTime();
          Attempt attempt = new Attempt(recording, ended -> free.release(), 0, now, begin);
          workload.send(attempt);
          recording.offered(attempt);
        }
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      free.tryAcquire(underWay, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      Counts all = recording.all();
      if (all.right() == 0) {
        throw new IllegalStateException(
            "no request succeeded: " + all.failed() + " " + recording.examples());
      }
      return all.right() / seconds;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
