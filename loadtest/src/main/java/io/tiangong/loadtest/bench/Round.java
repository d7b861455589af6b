package io.tiangong.loadtest.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * One run of a scenario.
 *
 * @param latency nanoseconds from the start to the end of each operation
 * @param perSecond operations of all threads
 * @param cpuSeconds processor time of everything that took part; 0: not looked at
 */
record Round(Histogram latency, double perSecond, double cpuSeconds) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final int DIGITS = 3;

  /** At least one operation per thread, however long it takes. */
  static Round run(Scenario scenario, Duration duration) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(scenario.threads());
    try {
      long start = System.nanoTime();
      long end = start + duration.toNanos();
      List<Future<Histogram>> parts = new ArrayList<>();
      for (int i = 0; i < scenario.threads(); i++) {
        Operation operation = scenario.operations().apply(i);
        parts.add(threads.submit(() -> repeat(operation, end)));
      }
      Histogram all = new Histogram(DIGITS);
      for (Future<Histogram> part : parts) {
        all.add(part.get());
      }
      double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
      return new Round(all, all.getTotalCount() / seconds, 0);
    } catch (ExecutionException e) {
      throw new IllegalStateException(scenario.name() + " failed: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Histogram repeat(Operation operation, long end) throws Exception {
    Histogram latency = new Histogram(DIGITS);
    long begin = System.nanoTime();
    do {
      operation.run();
      long now = System.nanoTime();
      latency.recordValue(now - begin);
      begin = now;
    } while (begin < end);
    return latency;
  }

  double micros(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e3;
  }

  Round withCpu(double seconds) {
    return new Round(latency, perSecond, seconds);
  }

  /** Processor time of one operation, in microseconds. */
  double cpuMicros() {
    return cpuSeconds * 1e6 / latency.getTotalCount();
  }
}
