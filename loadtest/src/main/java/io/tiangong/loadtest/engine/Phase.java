package io.tiangong.loadtest.engine;

import java.time.Duration;

/**
 * A stretch of the schedule whose rate is constant or changes evenly.
 *
 * @param fromRate requests per second at its begin
 * @param toRate requests per second at its end
 * @param counted whether its requests count in the result; warm-up does not
 */
public record Phase(
    String name, Duration duration, double fromRate, double toRate, boolean counted) {

  private static final double NANOS = 1e9;

  public Phase {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("phase " + name + " lasts " + duration);
    }
    if (!(fromRate >= 0 && toRate >= 0)) {
      throw new IllegalArgumentException("phase " + name + ": " + fromRate + " to " + toRate);
    }
  }

  public static Phase constant(String name, Duration duration, double rate) {
    return new Phase(name, duration, rate, rate, true);
  }

  /** How many requests it has, on average. */
  public double requests() {
    return (fromRate + toRate) / 2 * seconds();
  }

  double seconds() {
    return duration.toNanos() / NANOS;
  }

  /** After how many seconds so many requests have come, on average. */
  double secondsUntil(double requests) {
    double slope = (toRate - fromRate) / seconds();
    if (Math.abs(slope) < 1e-9) {
      return requests / fromRate;
    }
    double root = Math.sqrt(Math.max(0, fromRate * fromRate + 2 * slope * requests));
    return (root - fromRate) / slope;
  }
}
