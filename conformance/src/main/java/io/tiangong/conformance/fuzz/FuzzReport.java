package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.answer.Answer;
import io.tiangong.conformance.fuzz.query.Relation;
import io.tiangong.conformance.fuzz.query.SqlText;
import io.tiangong.conformance.placement.LogicalTable;
import io.tiangong.demo.load.Progress;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Counts runs and prints what disagrees, as a test that can be repeated. Thread-safe. */
final class FuzzReport {

  private static final int PROGRESS_STEP = 2_000;
  private static final int SHOWN_ROWS = 12;
  private static final int SHOWN_VARIANTS = 4;

  private final PrintStream out;
  private final Progress progress;
  private final FuzzTables data;
  private long queries;
  private long withoutOracle;
  private long passed;
  private long failed;
  private long errors;
  private long announced;

  FuzzReport(PrintStream out, Progress progress, FuzzTables data) {
    this.out = out;
    this.progress = progress;
    this.data = data;
  }

  synchronized void add(Check.Outcome outcome) {
    queries++;
    withoutOracle += outcome.oracle() ? 0 : 1;
    failed += outcome.disagreements().size();
    passed += outcome.runs() - outcome.disagreements().size();
    if (passed / PROGRESS_STEP > announced) {
      announced = passed / PROGRESS_STEP;
      progress.say("fuzz", counts());
    }
  }

  synchronized long runs() {
    return passed + failed;
  }

  synchronized long failed() {
    return failed + errors;
  }

  /** Something that is wrong besides an answer. */
  synchronized void fault(String what) {
    errors++;
    out.println("FAILED " + what);
  }

  /** Prints the smallest query found, with the rows that it needs. */
  synchronized void show(
      long seed, long number, List<Disagreement> originals, Disagreement smallest) {
    SqlText text = Fleet.text(smallest.query(), smallest.variant());
    out.printf(
        Locale.ROOT,
        "FAILED --seed %d --first %d (%s): %s%n  also      %s%n  drawn     %s%n  TgSQL     %s%n  values    %s%n  DuckDB    %s%n",
        seed,
        number,
        smallest.variant(),
        smallest.difference(),
        others(originals),
        Fleet.text(originals.get(0).query(), originals.get(0).variant()).sql(),
        text.sql(),
        text.parameters(),
        SqlText.duckDb(smallest.query()));
    out.println("  expected  " + shown(smallest.expected()));
    out.println("  found     " + shown(smallest.found()));
    smallest.query().tables().map(Relation.Table::table).distinct().forEach(this::showData);
  }

  private static String others(List<Disagreement> originals) {
    String kinds =
        originals.stream()
            .skip(1)
            .limit(SHOWN_VARIANTS)
            .map(d -> d.variant() + " (" + d.found().kind() + ")")
            .collect(Collectors.joining("; "));
    return originals.size() - 1 + " more variants: " + kinds;
  }

  private void showData(String name) {
    FuzzTables.ALL.stream()
        .filter(t -> t.name().equals(name))
        .forEach(
            t ->
                out.println(
                    "  data      "
                        + t.columns().stream()
                            .map(c -> c.name() + " " + c.type())
                            .collect(Collectors.joining(", ", name + "(", ")"))
                        + " "
                        + rows(t)));
  }

  private String rows(LogicalTable table) {
    return data.rows(table).size() + " rows of FuzzTables with this seed";
  }

  private static String shown(Answer answer) {
    if (answer instanceof Answer.Failure failure) {
      return failure.code() + ": " + failure.message();
    }
    List<?> rows = ((Answer.Rows) answer).rows();
    String some =
        rows.stream().limit(SHOWN_ROWS).map(String::valueOf).collect(Collectors.joining(" "));
    return rows.size() + " rows: " + some + (rows.size() > SHOWN_ROWS ? " …" : "");
  }

  private String counts() {
    return String.format(
        Locale.ROOT, "%,d queries, %,d runs agreed, %,d disagreed", queries, passed, failed);
  }

  /** Prints the sum; the last line counts runs at the gateway. */
  synchronized void end() {
    progress.say("fuzz", counts() + ", " + withoutOracle + " queries without DuckDB's opinion");
    out.printf("%d passed, %d failed%n", passed, failed());
  }
}
