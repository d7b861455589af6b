package io.tiangong.loadtest.engine;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
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

  /** Keeps requests under way without looking at what becomes of them. */
  public static void warmUp(Workload workload, int underWay, int kinds, Duration duration) {
    run(workload, underWay, kinds, duration, new double[1]);
  }

  /**
   * Right answers per second.
   *
   * @param underWay how many requests
   * @param kinds entries of the mix
   * @throws QueryException with OVERLOADED when there was none
   */
  public static double capacity(Workload workload, int underWay, int kinds, Duration duration) {
    double[] seconds = new double[1];
    Recording recording = run(workload, underWay, kinds, duration, seconds);
    Counts all = recording.all();
    if (all.right() == 0) {
      throw new QueryException(
          ErrorCode.OVERLOADED,
          "the capacity can't be measured, no request succeeded: "
              + all.failed()
              + " "
              + recording.examples().values());
    }
    return all.right() / seconds[0];
  }

  private static Recording run(
      Workload workload, int underWay, int kinds, Duration duration, double[] took) {
    List<Phase> phases = List.of(Phase.constant("capacity", duration, underWay));
    Recording recording = new Recording(phases, kinds);
    Semaphore free = new Semaphore(underWay);
    long begin = System.nanoTime();
    try {
      while (System.nanoTime() - begin < duration.toNanos()) {
        if (free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          long now = System.nanoTime();
          Attempt attempt = new Attempt(recording, ended -> free.release(), 0, now, begin);
          Runnable request = workload.next(attempt);
          recording.offered(attempt);
          request.run();
        }
      }
      took[0] = (System.nanoTime() - begin) / 1e9;
      free.tryAcquire(underWay, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return recording;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
