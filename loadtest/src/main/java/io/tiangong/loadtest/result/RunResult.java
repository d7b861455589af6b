package io.tiangong.loadtest.result;

import io.tiangong.loadtest.engine.Counts;
import io.tiangong.loadtest.engine.Generator;
import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.engine.Recording;
import io.tiangong.loadtest.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that is known of one run.
 *
 * @param capacity requests per second that were measured first; NaN: that was not needed
 * @param usage of each process, every {@code usageSeconds}
 * @param failures faults that could not be made: the run says nothing
 * @param environment facts about the machine and the versions
 */
public record RunResult(
    Scenario scenario,
    List<Phase> phases,
    Recording recording,
    Generator generator,
    double capacity,
    List<Outage> outages,
    List<Verdict> verdicts,
    List<Usage> usage,
    double usageSeconds,
    List<String> failures,
    Map<String, String> environment) {

  /** Why the run says nothing about the servers; empty: it does. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(generator.problems());
    problems.addAll(failures);
    if (counted().offered() == 0) {
      problems.add("no request was counted");
    }
    return problems;
  }

  public boolean passes() {
    return problems().isEmpty() && verdicts.stream().allMatch(Verdict::passes);
  }

  /** Of all counted phases. */
  public Counts counted() {
    Counts sum = Counts.none();
    for (int phase = 0; phase < phases.size(); phase++) {
      for (int kind = 0; phases.get(phase).counted() && kind < scenario.mix().size(); kind++) {
        sum = sum.plus(recording.of(phase, kind));
      }
    }
    return sum;
  }

  /** {@code PASS name: figures}. */
  public String line() {
    Counts all = counted();
    long kept = verdicts.stream().filter(Verdict::passes).count();
    return String.format(
        Locale.ROOT,
        "%s %s: %s%,d requests, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, errors %.2f %%, wrong %d,"
            + "%s achieved %.2f %%, %d of %d thresholds%s",
        passes() ? "PASS" : "FAIL",
        scenario.name(),
        problems().isEmpty() ? "" : "INVALID (" + String.join("; ", problems()) + "), ",
        all.offered(),
        all.millis(50),
        all.millis(99),
        all.millis(99.9),
        all.errorRate() * 100,
        all.wrong(),
        all.again() == 0 ? "" : String.format(Locale.ROOT, " sent again %,d,", all.again()),
        all.achieved() * 100,
        kept,
        verdicts.size(),
        broken());
  }

  private String broken() {
    List<String> broken =
        verdicts.stream()
            .filter(verdict -> !verdict.passes())
            .map(v -> v.threshold() + " " + v.measured() + " (limit " + v.limit() + ")")
            .toList();
    return broken.isEmpty() ? "" : "; broken: " + String.join(", ", broken);
  }
}
