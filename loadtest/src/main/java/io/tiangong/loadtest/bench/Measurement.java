package io.tiangong.loadtest.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rounds of one scenario, summed up by their medians. */
public record Measurement(Scenario scenario, List<Round> rounds) {

  public Measurement {
    rounds = List.copyOf(rounds);
  }

  public double p50Micros() {
    return median(round -> round.micros(50));
  }

  public double p99Micros() {
    return median(round -> round.micros(99));
  }

  public double perSecond() {
    return median(Round::perSecond);
  }

  /** Processor time of one operation, of everything that took part. */
  public double cpuMicros() {
    return median(Round::cpuMicros);
  }

  private double median(ToDoubleFunction<Round> of) {
    double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
