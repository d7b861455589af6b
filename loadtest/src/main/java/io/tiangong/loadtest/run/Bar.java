package io.tiangong.loadtest.run;

import io.tiangong.loadtest.engine.Counts;
import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.engine.Recording;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A progress bar: moving where there is a terminal, a line now and then where there is none. */
final class Bar implements AutoCloseable {

  private static final int WIDTH = 24;
  private static final long TERMINAL_MILLIS = 250;
  private static final long LOG_MILLIS = 10_000;

  private final List<Phase> phases;
  private final Recording recording;
  private final PrintStream out;
  private final long begin;
  private final boolean moving;
  private final ScheduledExecutorService timer;

  @SuppressWarnings("SystemConsoleNull") // a later JDK would draw the bar into a file, no more
  Bar(List<Phase> phases, Recording recording, PrintStream out, long begin) {
    this.phases = phases;
    this.recording = recording;
    this.out = out;
    this.begin = begin;
    this.moving = System.console() != null;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "load-bar");
              thread.setDaemon(true);
              return thread;
            });
    long every = moving ? TERMINAL_MILLIS : LOG_MILLIS;
    timer.scheduleAtFixedRate(this::draw, every, every, TimeUnit.MILLISECONDS);
  }

  private void draw() {
    double now = Math.max(0, (System.nanoTime() - begin) / 1e9);
    double all = phases.stream().mapToDouble(phase -> phase.duration().toNanos() / 1e9).sum();
    String line = line(now, all);
    out.print(moving ? "\r\u001b[K" + line : line + System.lineSeparator());
    out.flush();
  }

  private String line(double now, double all) {
    double share = Math.min(1, now / all);
    int filled = (int) Math.round(share * WIDTH);
    double slice = recording.sliceLength().toNanos() / 1e9;
    Counts last = recording.slice(Duration.ofNanos((long) (Math.max(0, now - 2 * slice) * 1e9)));
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %% %-14s %,.0f/s offered, %,.0f/s right, p99 %.1f ms%s",
        "█".repeat(filled),
        "·".repeat(WIDTH - filled),
        share * 100,
        phase(now),
        last.offered() / slice,
        last.right() / slice,
        last.millis(99),
        last.failures() + last.wrong() == 0 ? "" : ", failed " + last.failed());
  }

  private String phase(double now) {
    double end = 0;
    for (Phase phase : phases) {
      end += phase.duration().toNanos() / 1e9;
      if (now < end) {
        return phase.name();
      }
    }
    return "answers";
  }

  @Override
  public void close() {
    timer.shutdownNow();
    if (moving) {
      out.print("\r\u001b[K");
    }
  }
}
