package io.tiangong.loadtest.engine;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What became of some requests, when all is over.
 *
 * @param offered due in that time
 * @param right answered rightly
 * @param wrong answered with something else
 * @param failed not answered, by code
 * @param again sent another time after a failure: calls beyond one for each request
 * @param micros latencies of the right answers, from the moment they were due
 */
public record Counts(
    long offered, long right, long wrong, Map<String, Long> failed, long again, Histogram micros) {

  private static final int DIGITS = 3;

  public static Counts none() {
    return new Counts(0, 0, 0, new TreeMap<>(), 0, new Histogram(DIGITS));
  }

  /** These and others. */
  public Counts plus(Counts other) {
    Map<String, Long> codes = new TreeMap<>(failed);
    other.failed.forEach((code, count) -> codes.merge(code, count, Long::sum));
    Histogram all = micros.copy();
    all.add(other.micros);
    return new Counts(
        offered + other.offered,
        right + other.right,
        wrong + other.wrong,
        codes,
        again + other.again,
        all);
  }

  public long failures() {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Failed and wrong ones of all; 0 when there were none. */
  public double errorRate() {
    return offered == 0 ? 0 : (double) (failures() + wrong) / offered;
  }

  /** Right answers of all requests; 1 when there were none. */
  public double achieved() {
    return offered == 0 ? 1 : (double) right / offered;
  }

  public double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }
}
