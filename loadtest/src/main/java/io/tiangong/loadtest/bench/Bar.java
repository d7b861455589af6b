package io.tiangong.loadtest.bench;

import java.util.Locale;

/**
 * A promise and what was measured.
 *
 * @param bound at most this, or at least this when {@code atLeast}
 */
public record Bar(String name, double measured, String unit, double bound, boolean atLeast) {

  public static Bar atMost(String name, double measured, String unit, double bound) {
    return new Bar(name, measured, unit, bound, false);
  }

  public static Bar atLeast(String name, double measured, String unit, double bound) {
    return new Bar(name, measured, unit, bound, true);
  }

  public boolean passes() {
    return atLeast ? measured >= bound : measured <= bound;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s  %-52s %,10.2f %-6s (bar: %s %,.2f)",
        passes() ? "PASS" : "MISS",
        name,
        measured,
        unit,
        atLeast ? "≥" : "≤",
        bound);
  }
}
