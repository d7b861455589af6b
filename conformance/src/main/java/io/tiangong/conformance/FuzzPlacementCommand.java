package io.tiangong.conformance;

import io.tiangong.conformance.fuzz.FuzzSettings;
import io.tiangong.conformance.fuzz.PlacementFuzz;
import io.tiangong.conformance.placement.Servers;
import io.tiangong.demo.load.Progress;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tiangong fuzz placement}. */
@Command(
    name = "placement",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The same tables lie in HBase, MariaDB and Parquet. Each random query runs on every placement",
      "and on a mixture, with pushdown and without, with literals and with parameters: 16 runs. All",
      "must agree with each other and with DuckDB asked directly. Last line: N passed, N failed."
    })
final class FuzzPlacementCommand implements Callable<Integer> {

  @Option(
      names = "--queries",
      defaultValue = "20000",
      description = "Query runs (${DEFAULT-VALUE}).")
  private long runs;

  @Option(names = "--seed", description = "Of data and queries (default: the time).")
  private @Nullable Long seed;

  @Option(names = "--first", defaultValue = "0", description = "Number of the first query drawn.")
  private long first;

  @Option(names = "--minutes", defaultValue = "60", description = "At most (${DEFAULT-VALUE}).")
  private long minutes;

  @Option(
      names = "--threads",
      defaultValue = "4",
      description = "That run queries (${DEFAULT-VALUE}).")
  private int threads;

  @Override
  public Integer call() throws SQLException {
    if (runs < 1 || first < 0 || minutes < 1 || threads < 1) {
      throw new QueryException(
          ErrorCode.INVALID_PARAMETER,
          "--queries, --minutes and --threads are at least 1, --first is at least 0");
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Progress progress = new Progress(out, System::nanoTime);
    long chosen = seed == null ? System.currentTimeMillis() : seed;
    FuzzSettings settings =
        new FuzzSettings(chosen, first, runs, Duration.ofMinutes(minutes), threads);
    Path root = Path.of(System.getProperty("tiangong.root", "."));
    try (Servers servers = Servers.start(root, progress)) {
      return PlacementFuzz.run(settings, servers, "fuzz", progress, out) == 0 ? 0 : 1;
    }
  }
}
