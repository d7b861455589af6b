package io.tiangong.loadtest.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well the generator kept to its schedule.
 *
 * @param sends requests handed to a target
 * @param late those handed over more than {@link #LATE_MILLIS} after they were due
 * @param notSent requests dropped because too many were under way
 * @param worstMillis the longest delay of a send
 * @param senderCpu share of its time that the sending thread used a processor
 * @param processCpu processors that the whole generator used, 1 for one core
 * @param cores processors of the machine
 */
public record Generator(
    long sends,
    long late,
    long notSent,
    double worstMillis,
    double senderCpu,
    double processCpu,
    int cores) {

  public static final int LATE_MILLIS = 5;
  public static final double MOST_LATE = 0.02;
  public static final double MOST_CPU = 0.9;

  public double lateShare() {
    return sends == 0 ? 0 : (double) late / sends;
  }

  /** Why the run measured the generator instead of the server; empty: it did not. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (lateShare() > MOST_LATE) {
      problems.add(
          text(
              "%.1f %% of the sends were late by more than %d ms", lateShare() * 100, LATE_MILLIS));
    }
    if (senderCpu > MOST_CPU) {
      problems.add(text("the sending thread was busy %.0f %% of the time", senderCpu * 100));
    }
    if (processCpu > MOST_CPU * cores) {
      problems.add(text("the generator used %.1f of %d cores", processCpu, cores));
    }
    return problems;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
