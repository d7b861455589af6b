package io.tiangong.conformance;

import io.tiangong.conformance.placement.Servers;
import io.tiangong.conformance.tpch.Tpch;
import io.tiangong.demo.load.Progress;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tiangong tpch}. */
@Command(
    name = "tpch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "TPC-H with orders and customer in MariaDB, lineitem and partsupp in Parquet, the others in",
      "HBase: all 22 queries must equal DuckDB on Parquet alone. Last line: 22 passed, 0 failed."
    })
final class TpchCommand implements Callable<Integer> {

  private static final int MOST_SCALE = 100;

  @Option(names = "--scale", defaultValue = "0.1", description = "1 is 1 GB (${DEFAULT-VALUE}).")
  private double scale;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Of the queries' parameters; 0: the specification's (${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws SQLException {
    if (!(scale > 0 && scale <= MOST_SCALE)) {
      throw new QueryException(
          ErrorCode.INVALID_PARAMETER, "--scale is above 0 and at most " + MOST_SCALE);
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Progress progress = new Progress(out, System::nanoTime);
    Path root = Path.of(System.getProperty("tiangong.root", "."));
    try (Servers servers = Servers.start(root, progress)) {
      return Tpch.run(scale, seed, servers, progress, out) == 0 ? 0 : 1;
    }
  }
}
