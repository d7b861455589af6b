package io.tiangong.conformance.tpch;

import io.tiangong.conformance.answer.Answer;
import io.tiangong.conformance.answer.Answers;
import io.tiangong.conformance.answer.Comparison;
import io.tiangong.conformance.placement.LogicalTable;
import io.tiangong.conformance.placement.PlacedTables;
import io.tiangong.conformance.placement.Placement;
import io.tiangong.conformance.placement.ServedTables;
import io.tiangong.conformance.placement.Servers;
import io.tiangong.conformance.placement.Staging;
import io.tiangong.demo.load.Progress;
import io.trino.tpch.TpchTable;
import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs the 22 queries through the gateway and compares with DuckDB on Parquet alone. */
public final class Tpch {

  private static final String SCHEMA = "tpch";

  private final Progress progress;
  private final PrintStream out;
  private int failed;

  private Tpch(Progress progress, PrintStream out) {
    this.progress = progress;
    this.out = out;
  }

  /**
   * Runs to the end and prints it.
   *
   * @param scale 1 is a gigabyte
   * @param seed of the queries' parameters; 0: those of the specification
   * @return how many queries had another answer
   */
  public static int run(
      double scale, long seed, Servers servers, Progress progress, PrintStream out)
      throws SQLException {
    Tpch tpch = new Tpch(progress, out);
    try (Staging staging = Staging.open();
        PlacedTables placed = new PlacedTables(servers, SCHEMA)) {
      tpch.load(scale, placed, staging);
      try (ServedTables served = ServedTables.start(placed, "default-schema: " + SCHEMA + "\n")) {
        tpch.queries(seed, served, staging);
      }
    }
    return tpch.failed;
  }

  private void load(double scale, PlacedTables placed, Staging staging) throws SQLException {
    for (TpchTable<?> table : TpchTable.getTables()) {
      LogicalTable logical = TpchTables.logical(table);
      Placement placement = TpchTables.placement(table);
      TpchTables.generate(table, scale, staging);
      placed.add(placement, SCHEMA, logical, staging);
      placed.replaceByParquet(logical, staging);
      progress.say("TPC-H", logical.name() + " of scale " + scale + ": " + placement.schema());
    }
  }

  private void queries(long seed, ServedTables served, Staging staging) throws SQLException {
    out.printf("%-5s %7s %10s %10s  %s%n", "query", "rows", "gateway", "DuckDB", "ok");
    for (int number = 1; number <= TpchQueries.COUNT; number++) {
      String sql = TpchQueries.text(number, seed);
      double begin = progress.seconds();
      Answer found = Answers.ofGateway(served.client(), sql, List.of());
      double between = progress.seconds();
      Answer expected = duckDb(staging, sql);
      double end = progress.seconds();
      Optional<String> difference = Comparison.difference(expected, found, false);
      line(number, found, between - begin, end - between, difference);
    }
    out.printf("%d passed, %d failed%n", TpchQueries.COUNT - failed, failed);
  }

  private static Answer duckDb(Staging staging, String sql) throws SQLException {
    try (Statement statement = staging.connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return Answers.ofDuckDb(result);
    }
  }

  private void line(
      int number, Answer found, double gateway, double duckDb, Optional<String> difference) {
    int rows = found instanceof Answer.Rows answer ? answer.rows().size() : 0;
    out.printf(
        Locale.ROOT,
        "Q%-4d %7d %8.3f s %8.3f s  %s%n",
        number,
        rows,
        gateway,
        duckDb,
        difference.isEmpty() ? "yes" : "NO: " + difference.get());
    if (difference.isPresent()) {
      failed++;
      if (found instanceof Answer.Failure failure) {
        out.println("      " + failure.message());
      }
    }
  }
}
