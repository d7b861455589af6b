package io.tiangong.demo.load;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says what happens, with the time since the start. Thread-safe. */
public final class Progress {

  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream out;
  private final LongSupplier nanoClock;
  private final long start;

  public Progress(PrintStream out, LongSupplier nanoClock) {
    this.out = out;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
  }

  /** One line about a subject, such as {@code HBase}. */
  public void say(String subject, String what) {
    out.printf(Locale.ROOT, "[%5.1f s] %-9s %s%n", seconds(), subject, what);
  }

  /** Since the start. */
  public double seconds() {
    return (nanoClock.getAsLong() - start) / NANOS_PER_SECOND;
  }

  /** Counts the rows of one table. */
  public Rows rows(String subject, String table) {
    return new Rows(subject, table);
  }

  /** The rows of one table that have been loaded. Used by one thread. */
  public final class Rows {
    private static final long STEP = 50_000;

    private final String subject;
    private final String table;
    private final double begin = seconds();
    private long count;

    private Rows(String subject, String table) {
      this.subject = subject;
      this.table = table;
    }

    public void add() {
      count++;
      if (count % STEP == 0) {
        say(subject, String.format(Locale.ROOT, "%s: %,d rows …", table, count));
      }
    }

    public void done() {
      double took = seconds() - begin;
      say(subject, String.format(Locale.ROOT, "%s: %,d rows in %.1f s", table, count, took));
    }
  }
}
