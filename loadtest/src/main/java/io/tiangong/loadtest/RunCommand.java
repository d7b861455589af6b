package io.tiangong.loadtest;

import io.tiangong.demo.load.Progress;
import io.tiangong.loadtest.result.HtmlReport;
import io.tiangong.loadtest.result.ResultJson;
import io.tiangong.loadtest.result.RunResult;
import io.tiangong.loadtest.run.Session;
import io.tiangong.loadtest.scenario.Scenario;
import io.tiangong.loadtest.scenario.Scenarios;
import io.tiangong.loadtest.truth.DemoReads;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loadtest run}: one scenario, from its servers to its report. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a scenario: starts its servers, sends its load on a schedule fixed beforehand, makes its",
      "faults happen, checks every answer, and writes NAME.html and NAME.json.",
      "The last line is PASS or FAIL with the figures.",
      "Exit code 0: passed; 1: failed; 2: the scenario can't be run."
    })
final class RunCommand implements Callable<Integer> {

  private static final int MOST_MINUTES = 7 * 24 * 60;

  @Parameters(paramLabel = "SCENARIO.yaml", description = "See loadtest/scenarios.")
  private @Nullable Path file;

  @Option(names = "--minutes", description = "Makes the longest phase so long that all of it fits.")
  private @Nullable Double minutes;

  @Option(names = "--out", paramLabel = "DIR", description = "Default: .tiangong/reports.")
  private @Nullable Path out;

  @Option(names = "--target-is-mine", description = "Load may leave this machine.")
  private boolean anyTarget;

  @Override
  public Integer call() throws IOException {
    PrintStream terminal = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path root = Path.of(System.getProperty("tiangong.root", "."));
    Path reports = out == null ? root.resolve(".tiangong").resolve("reports") : out;
    Scenario scenario;
    try {
      scenario = scenario();
      prepare(reports);
    } catch (QueryException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    Progress progress = new Progress(terminal, System::nanoTime);
    RunResult result;
    try (Session session = Session.open(scenario, root, progress, terminal)) {
      result = session.run();
    } catch (QueryException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    write(result, reports, terminal);
    return result.passes() ? 0 : 1;
  }

  private Scenario scenario() {
    Scenario read =
        new Scenarios(DemoReads.all().keySet(), anyTarget).load(Objects.requireNonNull(file));
    if (minutes == null) {
      return read;
    }
    if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
      throw new QueryException(
          ErrorCode.INVALID_PARAMETER,
          "--minutes is above 0 and at most " + MOST_MINUTES + ", not " + minutes);
    }
    return read.lasting(Duration.ofMillis((long) (minutes * 60_000)));
  }

  /** A run whose figures can't be kept is not begun. */
  private static void prepare(Path reports) {
    try {
      Files.createDirectories(reports);
      if (!Files.isWritable(reports)) {
        throw new AccessDeniedException(reports.toString());
      }
    } catch (IOException e) {
      throw new QueryException(
          ErrorCode.CONFIG_INVALID,
          "the reports can't be written to " + reports + "; give another --out",
          e);
    }
  }

  private static void write(RunResult result, Path directory, PrintStream terminal)
      throws IOException {
    String json = ResultJson.of(result);
    Path file = directory.resolve(result.scenario().name() + ".json");
    Files.writeString(file, json);
    Path report = directory.resolve(result.scenario().name() + ".html");
    Files.writeString(report, HtmlReport.of(json));
    result
        .verdicts()
        .forEach(
            v ->
                terminal.printf(
                    "%s  %-44s %14s  (%s)%n",
                    v.passes() ? "ok  " : "MISS", v.threshold(), v.measured(), v.limit()));
    result
        .recording()
        .examples()
        .forEach((code, texts) -> terminal.println("  " + code + ": " + texts.get(0)));
    terminal.println("report: " + report.toAbsolutePath() + ", figures: " + file.toAbsolutePath());
    terminal.println(result.line());
  }
}
