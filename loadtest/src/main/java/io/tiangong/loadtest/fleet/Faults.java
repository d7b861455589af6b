package io.tiangong.loadtest.fleet;

import io.tiangong.demo.load.Progress;
import io.tiangong.loadtest.scenario.FaultSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Makes things go wrong on schedule, and mends them. */
public final class Faults implements AutoCloseable {

  private final Fleet fleet;
  private final Progress progress;
  private final ExecutorService threads = Executors.newCachedThreadPool(Faults::daemon);
  private final List<FaultWindow> happened = Collections.synchronizedList(new ArrayList<>());
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  public Faults(Fleet fleet, Progress progress) {
    this.fleet = fleet;
    this.progress = progress;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fault");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Schedules them.
   *
   * @param begin {@link System#nanoTime} of the schedule's begin
   */
  public void schedule(List<FaultSpec> faults, long begin) {
    faults.forEach(fault -> threads.execute(() -> happen(fault, begin)));
  }

  private void happen(FaultSpec fault, long begin) {
    try {
      TimeUnit.NANOSECONDS.sleep(begin + fault.at().toNanos() - System.nanoTime());
      double from = (System.nanoTime() - begin) / 1e9;
      progress.say("fault", fault.label());
      strike(fault);
      double until = Double.NaN;
      if (!fault.lasts().isZero()) {
        TimeUnit.NANOSECONDS.sleep(fault.lasts().toNanos());
      }
      if (!fault.lasts().isZero() || fault.kind() == FaultSpec.Kind.RESTART) {
        mend(fault);
        until = (System.nanoTime() - begin) / 1e9;
        progress.say("fault", fault.label() + " mended");
      }
      happened.add(new FaultWindow(fault.label(), from, until));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failures.add(fault.label() + ": " + e);
    }
  }

  private void strike(FaultSpec fault) {
    switch (fault.kind()) {
      case KILL -> fleet.server(fault.where()).kill();
      case FREEZE -> fleet.server(fault.where()).freeze();
      case RESTART -> fleet.server(fault.where()).stop();
      case LAG -> fleet.replication().replicate(false);
      case DISK_FULL -> fleet.server(fault.where()).limitFiles(fault.bytes());
      case CLOCK_SKEW -> fleet.tokens(fault.where()).skew(fault.by());
      case DELAY -> fleet.link(fault.where()).set(Weather.delayed(fault.by()));
      case DROP -> fleet.link(fault.where()).set(Weather.stall());
      case CUT -> fleet.link(fault.where()).set(Weather.cutOff());
      case THROTTLE -> fleet.link(fault.where()).set(Weather.throttled(fault.bytes()));
    }
  }

  private void mend(FaultSpec fault) {
    switch (fault.kind()) {
      case KILL -> {
        fleet.server(fault.where()).stop();
        fleet.server(fault.where()).startAgain();
      }
      case FREEZE -> fleet.server(fault.where()).thaw();
      case RESTART -> fleet.server(fault.where()).startAgain();
      case LAG -> fleet.replication().replicate(true);
      case DISK_FULL -> fleet.server(fault.where()).unlimitFiles();
      case CLOCK_SKEW -> fleet.tokens(fault.where()).skew(Duration.ZERO);
      case DELAY, DROP, CUT, THROTTLE -> fleet.link(fault.where()).set(Weather.FAIR);
    }
  }

  /** What has happened so far. */
  public List<FaultWindow> happened() {
    return List.copyOf(happened);
  }

  /** Faults that could not be made or mended; a run with one says nothing. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** Waits for what is being mended. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
