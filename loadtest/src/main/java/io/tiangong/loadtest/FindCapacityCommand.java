package io.tiangong.loadtest;

import io.tiangong.config.Durations;
import io.tiangong.demo.load.Progress;
import io.tiangong.loadtest.run.CapacitySearch;
import io.tiangong.loadtest.run.Session;
import io.tiangong.loadtest.scenario.Scenario;
import io.tiangong.loadtest.scenario.Scenarios;
import io.tiangong.loadtest.truth.DemoReads;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loadtest find-capacity}: the knee of a scenario's mix. */
@Command(
    name = "find-capacity",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds the highest rate of a scenario's mix at which the 99th percentile stays within a limit",
      "and at most 0.1 %% of the requests fail. Its phases and faults are left out.",
      "Exit code 0: found; 1: no rate holds; 2: the scenario can't be run."
    })
final class FindCapacityCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SCENARIO.yaml", description = "Its servers, queries and mix are used.")
  private @Nullable Path file;

  @Option(names = "--p99", required = true, description = "The limit, such as 5ms.")
  private String limit = "";

  @Option(
      names = "--step",
      defaultValue = "8s",
      description = "How long a rate is held; its second half counts (${DEFAULT-VALUE}).")
  private String step = "";

  @Option(names = "--steps", defaultValue = "8", description = "Rates to try (${DEFAULT-VALUE}).")
  private int steps;

  @Option(names = "--target-is-mine", description = "Load may leave this machine.")
  private boolean anyTarget;

  @Override
  public Integer call() throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Optional<Duration> p99 = Durations.parse(limit);
    Optional<Duration> hold = Durations.parse(step);
    if (p99.isEmpty() || hold.isEmpty() || steps < 1) {
      System.err.println("--p99 and --step are durations such as 5ms or 8s; --steps is at least 1");
      return 2;
    }
    Scenario scenario;
    try {
      scenario =
          new Scenarios(DemoReads.all().keySet(), anyTarget).load(Objects.requireNonNull(file));
    } catch (QueryException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    CapacitySearch search = new CapacitySearch(p99.get().toNanos() / 1e6, hold.get(), steps);
    Path root = Path.of(System.getProperty("tiangong.root", "."));
    try (Session session = Session.open(scenario, root, new Progress(out, System::nanoTime), out)) {
      Optional<CapacitySearch.Knee> knee = search.find(session, out);
      out.println(line(scenario, knee));
      return knee.isPresent() ? 0 : 1;
    } catch (QueryException e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }

  private String line(Scenario scenario, Optional<CapacitySearch.Knee> knee) {
    return knee.map(
            found ->
                String.format(
                    Locale.ROOT,
                    "PASS %s: %,.0f/s hold p99 ≤ %s (p50 %.2f ms, p99 %.2f ms)",
                    scenario.name(),
                    found.rate(),
                    limit,
                    found.counts().millis(50),
                    found.counts().millis(99)))
        .orElse("FAIL " + scenario.name() + ": no rate holds p99 ≤ " + limit);
  }
}
