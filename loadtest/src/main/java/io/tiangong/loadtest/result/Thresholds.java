package io.tiangong.loadtest.result;

import io.tiangong.loadtest.engine.Counts;
import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.engine.Recording;
import io.tiangong.loadtest.scenario.MixEntry;
import io.tiangong.loadtest.scenario.Scenario;
import io.tiangong.loadtest.scenario.ThresholdSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Compares the thresholds of a scenario with what was recorded. */
public final class Thresholds {

  private static final double MILLIS_OF_MINUTE = 60_000;

  private final Scenario scenario;
  private final List<Phase> phases;
  private final Recording recording;
  private final List<Outage> outages;

  public Thresholds(
      Scenario scenario, List<Phase> phases, Recording recording, List<Outage> outages) {
    this.scenario = scenario;
    this.phases = phases;
    this.recording = recording;
    this.outages = outages;
  }

  /** One verdict per threshold; that no answer may be wrong is always one of them. */
  public List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    long wrong = recording.all().wrong();
    verdicts.add(new Verdict("wrong answers", "0", Long.toString(wrong), wrong == 0));
    scenario.thresholds().forEach(threshold -> verdicts.add(verdict(threshold)));
    return verdicts;
  }

  private Verdict verdict(ThresholdSpec threshold) {
    Counts counts = counts(threshold);
    double measured = measure(threshold, counts);
    boolean empty = counts.offered() == 0 || Double.isNaN(measured);
    boolean keeps =
        threshold.measure().isAtLeast()
            ? measured >= threshold.limit()
            : measured <= threshold.limit();
    return new Verdict(
        threshold.label(),
        (threshold.measure().isAtLeast() ? "≥ " : "≤ ") + threshold.limitText(),
        empty ? "nothing measured" : text(threshold, measured),
        !empty && keeps);
  }

  private static String text(ThresholdSpec threshold, double measured) {
    if (!threshold.measure().isTime()) {
      return String.format(Locale.ROOT, "%.3f %%", measured * 100);
    }
    return measured > MILLIS_OF_MINUTE * 60
        ? "not recovered"
        : String.format(Locale.ROOT, "%.2f ms", measured);
  }

  private double measure(ThresholdSpec threshold, Counts counts) {
    return switch (threshold.measure()) {
      case P50 -> percentile(counts, 50);
      case P95 -> percentile(counts, 95);
      case P99 -> percentile(counts, 99);
      case P999 -> percentile(counts, 99.9);
      case ERRORS, FELT -> errors(threshold, counts);
      case ACHIEVED -> counts.achieved();
      case OUTAGE -> longest(Outage::outageMillis);
      case RECOVERY -> longest(Outage::recoveryMillis);
    };
  }

  /** Without one right answer there is no latency. */
  private static double percentile(Counts counts, double percentile) {
    return counts.right() == 0 ? Double.NaN : counts.millis(percentile);
  }

  private static double errors(ThresholdSpec threshold, Counts counts) {
    return threshold.code().isEmpty()
        ? counts.errorRate()
        : (double) counts.failed().getOrDefault(threshold.code(), 0L)
            / Math.max(1, counts.offered());
  }

  private double longest(ToDoubleFunction<Outage> time) {
    return outages.stream()
        .mapToDouble(o -> o.recovered() ? time.applyAsDouble(o) : Double.MAX_VALUE)
        .filter(millis -> !Double.isNaN(millis))
        .max()
        .orElse(Double.NaN);
  }

  private Counts counts(ThresholdSpec threshold) {
    Counts sum = Counts.none();
    for (int phase = 0; phase < phases.size(); phase++) {
      for (int kind = 0; kind < scenario.mix().size(); kind++) {
        if (isMeant(threshold, phases.get(phase)) && isMeant(threshold, scenario.mix().get(kind))) {
          sum = sum.plus(recording.of(phase, kind));
        }
      }
    }
    return sum;
  }

  private static boolean isMeant(ThresholdSpec threshold, Phase phase) {
    String wanted = threshold.phase();
    return wanted.isEmpty()
        ? phase.counted()
        : phase.name().equals(wanted) || phase.name().startsWith(wanted + " ");
  }

  private static boolean isMeant(ThresholdSpec threshold, MixEntry entry) {
    return isMeant(threshold.query(), entry.query())
        && isMeant(threshold.target(), entry.target())
        && isMeant(threshold.account(), entry.account());
  }

  private static boolean isMeant(String wanted, String name) {
    return wanted.isEmpty() || wanted.equals(name);
  }
}
