package io.tiangong.loadtest.jdbc;

import io.tiangong.demo.run.DemoPorts;
import io.tiangong.demo.run.GatewayProcess;
import io.tiangong.loadtest.bench.Bar;
import io.tiangong.loadtest.bench.Measurement;
import io.tiangong.loadtest.bench.Rounds;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One whole run of {@code bench jdbc}: files, a gateway in a JVM of its own, rounds, bars.
 *
 * @param root of the repository
 * @param directory for files and logs
 */
public record JdbcRun(Path root, Path directory, Rounds rounds, PrintStream out) {

  private static final long ROWS = 1_000_000;
  private static final long MANY_ROWS = 10_000_000;
  private static final int FETCH_SIZE = 10_000;
  private static final double MEBIBYTE = 1 << 20;
  private static final double MOST_MEBIBYTES = 32;

  /** Measures and prints; whether every bar was reached. */
  public boolean passes() throws Exception {
    SalesFile million = new SalesFile(directory.resolve("data"), "sales", ROWS).write();
    SalesFile many = new SalesFile(directory.resolve("data"), "many", MANY_ROWS).write();
    SalesFile few = new SalesFile(directory.resolve("data"), "shops", 1000).write();
    int port = DemoPorts.choose(0, 0, 0).gateway();
    Path config = configure(List.of(million, many, few), port);
    Path log = directory.resolve("gateway.log");
    GatewayProcess gateway = GatewayProcess.start(root, config, log, line -> {});
    try (JdbcBench bench = new JdbcBench(million, port)) {
      Map<String, Measurement> measured = rounds.run(bench.scenarios(), this::say);
      say("memory: " + MANY_ROWS + " rows with a fetch size of " + FETCH_SIZE);
      String sql = "SELECT " + SalesFile.COLUMNS + " FROM sales.many";
      DriverMemory memory = DriverMemory.measure(bench.driver(), sql, MANY_ROWS, FETCH_SIZE);
      return report(measured, memory);
    } finally {
      gateway.close();
    }
  }

  private Path configure(List<SalesFile> tables, int port) throws Exception {
    StringBuilder ddl =
        new StringBuilder(
            "CREATE SOURCE files WITH ('type' = 'offline', 'path' = '%s');%n"
                .formatted(directory.resolve("data").toAbsolutePath()));
    tables.forEach(table -> ddl.append(table.ddl()));
    Files.writeString(directory.resolve("catalog.sql"), ddl);
    Path config = directory.resolve("tiangong.yaml");
    Files.writeString(
        config,
        """
        listen: {host: 127.0.0.1, port: %d}
        catalog: [catalog.sql]
        default-schema: sales
        discovery: {start-bound: 60s}
        """
            .formatted(port));
    return config;
  }

  private void say(String what) {
    out.println("bench  " + what);
  }

  private boolean report(Map<String, Measurement> measured, DriverMemory memory) {
    out.printf(
        "%nmedians of %d interleaved rounds, warm; gateway in a JVM of its own, %d processors shared;"
            + "%nreads are of %,d rows × 6 columns from one Parquet file, every cell, as text"
            + " queries%n%n",
        rounds.count(), Runtime.getRuntime().availableProcessors(), ROWS);
    measured.forEach(
        (name, m) ->
            out.printf(
                Locale.ROOT,
                "%-28s p50 %,12.0f us  %,10.1f /s%n",
                name,
                m.p50Micros(),
                m.perSecond()));
    out.println();
    List<Bar> bars = bars(measured, memory);
    bars.forEach(out::println);
    return bars.stream().allMatch(Bar::passes);
  }

  private static List<Bar> bars(Map<String, Measurement> measured, DriverMemory memory) {
    return List.of(
        Bar.atLeast(
            "JDBC driver, speed of DuckDB's own JDBC",
            micros(measured, JdbcBench.DUCK_DB) / micros(measured, JdbcBench.DRIVER),
            "x",
            0.5),
        Bar.atLeast(
            "Flight SQL, speed of DuckDB's own JDBC",
            micros(measured, JdbcBench.DUCK_DB) / micros(measured, JdbcBench.FLIGHT),
            "x",
            0.7),
        Bar.atMost(
            "one row, JDBC prepared beside the Java client, p50",
            micros(measured, JdbcBench.POINT_DRIVER) / micros(measured, JdbcBench.POINT_CLIENT),
            "x",
            2),
        Bar.atMost(
            "driver's memory on %,d rows, fetch size %,d".formatted(memory.rows(), FETCH_SIZE),
            memory.mostBytes() / MEBIBYTE,
            "MiB",
            MOST_MEBIBYTES));
  }

  private static double micros(Map<String, Measurement> measured, String scenario) {
    Measurement measurement = measured.get(scenario);
    if (measurement == null) {
      throw new IllegalStateException("not measured: " + scenario);
    }
    return measurement.p50Micros();
  }
}
