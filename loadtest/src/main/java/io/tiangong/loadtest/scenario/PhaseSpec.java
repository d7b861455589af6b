package io.tiangong.loadtest.scenario;

import io.tiangong.config.Section;
import io.tiangong.loadtest.engine.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of the schedule: one rate, a ramp, or steps.
 *
 * @param rates one: constant; several: see {@code ramp}
 * @param ramp whether the rate goes evenly from the first to the second; otherwise each rate is a
 *     step of the whole duration
 */
public record PhaseSpec(
    String name, Duration duration, List<Rate> rates, boolean ramp, boolean counted) {

  private static final double MOST_PER_SECOND = 200_000;
  private static final Rate NOTHING = new Rate(0, false);

  public PhaseSpec {
    rates = List.copyOf(rates);
  }

  static PhaseSpec read(Section fields) {
    String name = fields.required("name", "?", fields.text("name"));
    Duration duration =
        fields.required("duration", Duration.ofSeconds(1), fields.duration("duration"));
    if (duration.isZero()) {
      fields.problem("a phase must last longer than 0");
      duration = Duration.ofSeconds(1);
    }
    boolean ramp = fields.has("from") || fields.has("to");
    List<Rate> rates = rates(fields, ramp);
    rates.stream()
        .filter(rate -> !rate.ofCapacity() && rate.number() > MOST_PER_SECOND)
        .forEach(
            rate ->
                fields.problem(
                    "%.0f/s is more than this generator can send (%.0f/s)"
                        .formatted(rate.number(), MOST_PER_SECOND)));
    boolean counted = fields.truth("counted", true);
    fields.finish();
    return new PhaseSpec(name, duration, rates, ramp, counted);
  }

  private static List<Rate> rates(Section fields, boolean ramp) {
    boolean steps = fields.has("steps");
    if ((fields.has("rate") ? 1 : 0) + (ramp ? 1 : 0) + (steps ? 1 : 0) != 1) {
      fields.problem("give one of 'rate', 'from' with 'to', or 'steps'");
    }
    if (steps) {
      List<Rate> rates = new ArrayList<>();
      for (String text : fields.texts("steps", List.of())) {
        Optional<Rate> rate = Units.rate(text);
        if (rate.isEmpty()) {
          fields.problem("a step must be " + Units.A_RATE + ", not '" + text + "'");
        }
        rates.add(rate.orElse(NOTHING));
      }
      return rates;
    }
    return ramp ? List.of(rate(fields, "from"), rate(fields, "to")) : List.of(rate(fields, "rate"));
  }

  private static Rate rate(Section fields, String key) {
    Optional<Rate> rate = fields.value(key, Units::rate, Units.A_RATE);
    return key.equals("rate") ? rate.orElse(NOTHING) : fields.required(key, NOTHING, rate);
  }

  boolean needsCapacity() {
    return rates.stream().anyMatch(Rate::ofCapacity);
  }

  /**
   * With real rates.
   *
   * @param capacity requests per second
   */
  public List<Phase> phases(double capacity) {
    if (ramp) {
      return List.of(
          new Phase(
              name,
              duration,
              rates.get(0).perSecond(capacity),
              rates.get(1).perSecond(capacity),
              counted));
    }
    List<Phase> phases = new ArrayList<>();
    for (Rate rate : rates) {
      String label = rates.size() == 1 ? name : name + " " + rate;
      double perSecond = rate.perSecond(capacity);
      phases.add(new Phase(label, duration, perSecond, perSecond, counted));
    }
    return phases;
  }
}
