package io.tiangong.loadtest.scenario;

import io.tiangong.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A promise that the run must keep.
 *
 * @param limit milliseconds for latencies and times, otherwise a share from 0 to 1
 * @param phase only requests of that phase; empty: of all counted ones
 * @param query only requests of that query; empty: all
 * @param target only requests to that target; empty: all
 * @param account only requests of that account; empty: all
 * @param code only failures of that code; empty: all
 */
public record ThresholdSpec(
    Measure measure,
    double limit,
    String phase,
    String query,
    String target,
    String account,
    String code) {

  /** What is limited. */
  public enum Measure {
    P50("p50", true, false),
    P95("p95", true, false),
    P99("p99", true, false),
    P999("p999", true, false),
    /** Failed and wrong of all requests. */
    ERRORS("errors", false, false),
    /** Failed and wrong of all requests, at least: a fault that nobody felt showed nothing. */
    FELT("felt", false, true),
    /** Right answers of all requests. */
    ACHIEVED("achieved", false, true),
    /** The longest time from the begin of a fault until answers are right again. */
    OUTAGE("outage", true, false),
    /** The longest time from the end of a fault until answers are right again. */
    RECOVERY("recovery", true, false);

    private final String key;
    private final boolean isTime;
    private final boolean atLeast;

    Measure(String key, boolean isTime, boolean atLeast) {
      this.key = key;
      this.isTime = isTime;
      this.atLeast = atLeast;
    }

    public String key() {
      return key;
    }

    public boolean isTime() {
      return isTime;
    }

    /** Whether the limit is a least value, not a largest one. */
    public boolean isAtLeast() {
      return atLeast;
    }
  }

  static List<ThresholdSpec> read(
      Section fields,
      Map<String, QuerySpec> queries,
      Map<String, TargetSpec> targets,
      Map<String, Account> accounts,
      Predicate<String> hasPhase) {
    String phase = fields.text("phase", "");
    if (!phase.isEmpty() && !hasPhase.test(phase)) {
      fields.problem("there is no phase '" + phase + "'");
    }
    String query = declared(fields, "query", queries);
    String target = declared(fields, "target", targets);
    String account = declared(fields, "account", accounts);
    String code = fields.text("code", "");
    List<ThresholdSpec> all = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      limit(fields, measure)
          .ifPresent(
              limit ->
                  all.add(new ThresholdSpec(measure, limit, phase, query, target, account, code)));
    }
    fields.finish();
    if (all.isEmpty()) {
      fields.problem(
          "a threshold limits one of p50, p95, p99, p999, errors, felt, achieved, outage, recovery");
    }
    return all;
  }

  private static Optional<Double> limit(Section fields, Measure measure) {
    return measure.isTime
        ? fields.duration(measure.key).map(Duration::toNanos).map(nanos -> nanos / 1e6)
        : fields.value(measure.key, Units::share, Units.A_SHARE);
  }

  private static String declared(Section fields, String key, Map<String, ?> names) {
    String name = fields.text(key, "");
    if (!name.isEmpty() && !names.containsKey(name)) {
      fields.problem("'" + key + "' is " + Section.unknown(name, names.keySet()));
    }
    return name;
  }

  /** Such as {@code p99 of order in steady}. */
  public String label() {
    StringBuilder text = new StringBuilder(measure.key());
    if (!code.isEmpty()) {
      text.append(' ').append(code);
    }
    if (!query.isEmpty()) {
      text.append(" of ").append(query);
    }
    if (!target.isEmpty()) {
      text.append(" at ").append(target);
    }
    if (!account.isEmpty()) {
      text.append(" for ").append(account);
    }
    return phase.isEmpty() ? text.toString() : text.append(" in ").append(phase).toString();
  }

  /** The limit with its unit. */
  public String limitText() {
    return measure.isTime() ? number(limit) + " ms" : number(limit * 100) + " %";
  }

  private static String number(double value) {
    return String.valueOf((double) Math.round(value * 1000) / 1000).replaceAll("\\.0$", "");
  }
}
