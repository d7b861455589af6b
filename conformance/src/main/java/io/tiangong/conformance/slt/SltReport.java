package io.tiangong.conformance.slt;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints results as they come, and the sum of them. */
public final class SltReport {

  private static final int SHOWN_FAILURES = 20;

  private final PrintStream out;
  private int passed;
  private int failed;
  private int skipped;

  public SltReport(PrintStream out) {
    this.out = out;
  }

  public void add(SltResult result) {
    passed += result.passed();
    failed += result.failures().size();
    skipped += result.skipped().size();
    out.printf(
        "%-36s %-8s %6d passed %5d failed %5d skipped%n",
        result.file(),
        result.placement().schema(),
        result.passed(),
        result.failures().size(),
        result.skipped().size());
    result.failures().stream().limit(SHOWN_FAILURES).forEach(f -> show(result, f));
    reasons(result.skipped())
        .forEach((reason, at) -> out.println("  skipped: " + reason + ": " + at));
  }

  private void show(SltResult result, SltResult.Failure failure) {
    out.printf(
        "  FAILED %s:%d at %s%n    %s%n    expected %s%n    %s%n",
        result.file(),
        failure.query().line(),
        result.placement().schema(),
        failure.query().sql().replace("\n", "\n    "),
        failure.query().expected(),
        failure.difference());
  }

  private static Map<String, String> reasons(List<SltRecord.Skipped> skipped) {
    return skipped.stream()
        .collect(
            Collectors.groupingBy(
                SltRecord.Skipped::reason,
                LinkedHashMap::new,
                Collectors.mapping(
                    s -> Integer.toString(s.line()), Collectors.joining(", ", "lines ", ""))));
  }

  /** Prints the last line; 0 when nothing failed. */
  public int end() {
    out.printf("%d passed, %d failed, %d skipped%n", passed, failed, skipped);
    return failed == 0 ? 0 : 1;
  }
}
