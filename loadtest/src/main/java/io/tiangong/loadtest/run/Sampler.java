package io.tiangong.loadtest.run;

import io.tiangong.loadtest.machine.Machine;
import io.tiangong.loadtest.result.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks at processes at even intervals. */
final class Sampler implements AutoCloseable {

  private static final int MOST_SAMPLES = 600;
  private static final double SHORTEST_SECONDS = 0.5;

  private final Map<String, Watched> processes = new LinkedHashMap<>();
  private final ScheduledExecutorService timer;
  private final double seconds;

  /** What was seen of one process. */
  private static final class Watched {
    private final LongSupplier pid;
    private final List<Double> cores = new ArrayList<>();
    private final List<Double> residentMib = new ArrayList<>();
    private long lastPid;
    private double lastCpu;
    private long lastTime;

    Watched(LongSupplier pid) {
      this.pid = pid;
    }

    void look() {
      long now = System.nanoTime();
      long current = pid.getAsLong();
      boolean alive = Machine.isAlive(current);
      double cpu = alive ? Machine.cpuSeconds(current) : 0;
      boolean same = current == lastPid && lastTime != 0;
      cores.add(alive && same ? (cpu - lastCpu) / ((now - lastTime) / 1e9) : Double.NaN);
      residentMib.add(alive ? resident(current) : Double.NaN);
      lastPid = current;
      lastCpu = cpu;
      lastTime = now;
    }

    private static double resident(long pid) {
      try {
        return Machine.residentMib(pid);
      } catch (RuntimeException e) {
        return Double.NaN; // it has just ended
      }
    }
  }

  /**
   * @param pids by the name of the process; asked each time, since servers are started again
   */
  Sampler(Map<String, LongSupplier> pids, Duration run) {
    pids.forEach((name, pid) -> processes.put(name, new Watched(pid)));
    seconds = Math.max(SHORTEST_SECONDS, run.toSeconds() / (double) MOST_SAMPLES);
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "load-sampler");
              thread.setDaemon(true);
              return thread;
            });
    long nanos = (long) (seconds * 1e9);
    timer.scheduleAtFixedRate(
        () -> processes.values().forEach(Watched::look), 0, nanos, TimeUnit.NANOSECONDS);
  }

  double seconds() {
    return seconds;
  }

  /** Stops looking. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      timer.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was seen, when it is closed. */
  List<Usage> usage() {
    return processes.entrySet().stream()
        .map(e -> new Usage(e.getKey(), e.getValue().cores, e.getValue().residentMib))
        .toList();
  }
}
