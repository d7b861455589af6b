package io.tiangong.loadtest.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the requests of a schedule when they are due, whatever becomes of those before.
 *
 * <p>One thread sends. It sleeps until the next arrival and then sends everything that is due; it
 * never waits for an answer, so a slow server can't slow the schedule down. When more requests are
 * under way than the bound, the next ones are counted as failures with the code {@value #NOT_SENT}.
 */
public final class OpenLoop {

  public static final String NOT_SENT = "NOT_SENT";
  public static final String NO_ANSWER = "NO_ANSWER";

  private static final long LATE = Duration.ofMillis(Generator.LATE_MILLIS).toNanos();
  private static final long DRAIN_STEP = Duration.ofMillis(10).toNanos();

  private final Arrivals arrivals;
  private final Workload workload;
  private final Recording recording;
  private final int mostUnderWay;
  private final Duration drain;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Set<Attempt> open = ConcurrentHashMap.newKeySet();
  private long sends;
  private long late;
  private long notSent;
  private long worst;

  /**
   * @param mostUnderWay bound of the requests that are not answered yet
   * @param drain how long answers are waited for after the last send
   */
  public OpenLoop(
      Arrivals arrivals, Workload workload, Recording recording, int mostUnderWay, Duration drain) {
    this.arrivals = arrivals;
    this.workload = workload;
    this.recording = recording;
    this.mostUnderWay = mostUnderWay;
    this.drain = drain;
  }

  private void ended(Attempt attempt) {
    open.remove(attempt);
    underWay.decrementAndGet();
  }

  /**
   * Runs the whole schedule in this thread.
   *
   * @param begin {@link System#nanoTime} of the schedule's begin
   */
  public Generator run(long begin) {
    long cpu = processCpu();
    long own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long start = System.nanoTime();
    for (long next = arrivals.next(); next >= 0 && !interrupted(); next = arrivals.next()) {
      sleepUntil(begin + next);
      send(begin + next, begin);
    }
    double nanos = Math.max(1, System.nanoTime() - start);
    double sender = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - own) / nanos;
    double process = (processCpu() - cpu) / nanos;
    drain();
    int cores = Runtime.getRuntime().availableProcessors();
    return new Generator(sends, late, notSent, worst / 1e6, sender, process, cores);
  }

  private static boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }

  private static void sleepUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (interrupted()) {
        return;
      }
      LockSupport.parkNanos(left);
    }
  }

  private void send(long due, long begin) {
    long delay = System.nanoTime() - due;
    worst = Math.max(worst, delay);
    sends++;
    if (delay > LATE) {
      late++;
    }
    Attempt attempt = new Attempt(recording, this::ended, arrivals.phase(), due, begin);
    Runnable request = workload.next(attempt);
    recording.offered(attempt);
    open.add(attempt);
    if (underWay.incrementAndGet() > mostUnderWay) {
      notSent++;
      attempt.failed(NOT_SENT, "more than " + mostUnderWay + " requests were under way");
    } else {
      request.run();
    }
  }

  private void drain() {
    long end = System.nanoTime() + drain.toNanos();
    while (underWay.get() > 0 && System.nanoTime() < end && !interrupted()) {
      LockSupport.parkNanos(DRAIN_STEP);
    }
    open.forEach(
        attempt ->
            attempt.failed(
                NO_ANSWER,
                "no answer "
                    + TimeUnit.NANOSECONDS.toSeconds(drain.toNanos())
                    + " s after the last send"));
  }

  private static long processCpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
