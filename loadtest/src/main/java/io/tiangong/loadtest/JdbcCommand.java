package io.tiangong.loadtest;

import io.tiangong.loadtest.jdbc.JdbcRun;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench jdbc}: the drivers beside DuckDB's own, in one run. */
@Command(
    name = "jdbc",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads one Parquet file through the JDBC driver, the Java client, Flight SQL and DuckDB's own",
      "JDBC, interleaved; looks up single rows; measures the driver's memory on 10 million rows.",
      "Exit code 1: a bar was missed."
    })
final class JdbcCommand implements Callable<Integer> {

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Data of its own (default: .tiangong/bench-jdbc in the repository).")
  private @Nullable Path directory;

  @Mixin private RoundsOptions rounds = new RoundsOptions(3, 8);

  @Override
  public Integer call() throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path root = Path.of(System.getProperty("tiangong.root", "."));
    Path own = directory == null ? root.resolve(".tiangong").resolve("bench-jdbc") : directory;
    Files.createDirectories(own);
    return new JdbcRun(root, own.toAbsolutePath(), rounds.rounds(), out).passes() ? 0 : 1;
  }
}
