package io.tiangong.loadtest.run;

import io.tiangong.loadtest.engine.Counts;
import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.result.RunResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks for the highest rate whose 99th percentile stays within a limit: a bisection between
 * nothing and a little more than the closed-loop capacity.
 *
 * @param p99Millis the limit
 * @param step how long each rate is held; the first half of that is not counted
 * @param steps how many rates are tried
 */
public record CapacitySearch(double p99Millis, Duration step, int steps) {

  private static final double HEADROOM = 1.2;
  private static final double MOST_ERRORS = 0.001;

  /**
   * A rate that was held, and how it went.
   *
   * @param rate requests per second
   */
  public record Knee(double rate, Counts counts) {}

  /**
   * Tries rates and prints each; empty when none holds. A rate that the generator could not keep to
   * does not hold.
   */
  public Optional<Knee> find(Session session, PrintStream out) {
    double low = 0;
    double high = session.capacity() * HEADROOM;
    out.printf(Locale.ROOT, "closed loop: %,.0f/s; looking below %,.0f/s%n", high / HEADROOM, high);
    Optional<Knee> best = Optional.empty();
    for (int i = 0; i < steps; i++) {
      double rate = (low + high) / 2;
      RunResult result = session.run(phases(rate), List.of(), Double.NaN);
      Counts counts = result.counted();
      boolean holds = holds(counts);
      boolean valid = result.problems().isEmpty();
      print(out, rate, counts, holds, result.problems());
      if (holds && valid) {
        low = rate;
        best = Optional.of(new Knee(rate, counts));
      } else {
        high = rate;
      }
    }
    return best;
  }

  private List<Phase> phases(double rate) {
    Duration half = step.dividedBy(2);
    return List.of(
        new Phase("settle", half, rate, rate, false), new Phase("hold", half, rate, rate, true));
  }

  private boolean holds(Counts counts) {
    return counts.right() > 0
        && counts.millis(99) <= p99Millis
        && counts.errorRate() <= MOST_ERRORS;
  }

  private static void print(
      PrintStream out, double rate, Counts counts, boolean holds, List<String> problems) {
    out.printf(
        Locale.ROOT,
        "%-6s %,9.0f/s  p50 %8.2f ms  p99 %8.2f ms  errors %.2f %%%s%n",
        holds && problems.isEmpty() ? "holds" : "breaks",
        rate,
        counts.millis(50),
        counts.millis(99),
        counts.errorRate() * 100,
        problems.isEmpty() ? "" : "  INVALID: " + String.join("; ", problems));
  }
}
