package io.tiangong.offline;

import static io.tiangong.offline.TestEngine.BIGINT;
import static io.tiangong.offline.TestEngine.DATE;
import static io.tiangong.offline.TestEngine.DOUBLE;
import static io.tiangong.offline.TestEngine.VARCHAR;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.SqlBind;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.Value;
import io.tiangong.spi.testing.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;
import org.duckdb.user.DuckDBUserArray;

/**
 * Prints what the engine costs: warm, prepared, one caller, all of the machine's processors. Each
 * figure is the median of the runs and the fastest one, since a busy machine moves the median.
 */
final class EngineBench {

  private static final int RUNS = 1000;
  private static final String JOIN =
      "SELECT k.tms, f.c2 / k.planned FROM plan k JOIN f1 f ON f.c0 = k.tms ORDER BY 2 DESC, 1";

  private final TestEngine engine;

  private EngineBench(TestEngine engine) {
    this.engine = engine;
  }

  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("engine-bench");
    EngineSettings settings = TestEngine.settings(directory, 512L << 20, 0);
    try (TestEngine engine = new TestEngine(settings)) {
      EngineBench bench = new EngineBench(engine);
      bench.fill();
      bench.pointQuery();
      for (int rows : new int[] {10, 50, 200, 2000}) {
        bench.combineOfArrow(rows);
        bench.combineOfLists(rows);
      }
      bench.export(directory.resolve("million.parquet"));
    }
  }

  private void fill() throws SQLException {
    engine.engine.execute(
        List.of(
            "CREATE TABLE plan AS SELECT 'tms' || i AS tms, (i * 3 + 1)::BIGINT AS planned,"
                + " DATE '2026-11-01' + (i % 30)::INTEGER AS dt FROM range(6000) t(i)"));
  }

  private void pointQuery() throws IOException, SQLException {
    SqlBind.Parameter tms = new SqlBind.Parameter(0, VARCHAR);
    SqlRequest request =
        TestEngine.request(
            TestEngine.text("SELECT tms, planned, dt FROM plan WHERE tms = ", tms, ""),
            VARCHAR,
            BIGINT,
            DATE);
    Bindings bindings = Bindings.of(List.of(Value.of("tms77")));
    measure("point query, table of 6,000 rows", () -> drain(request, bindings));
  }

  private void combineOfArrow(int rows) throws IOException, SQLException {
    Relation input = input(rows);
    SqlRequest request = TestEngine.combine(SqlText.of(JOIN), Map.of("f1", input), VARCHAR, DOUBLE);
    measure(
        "combine, input of " + rows + " x 4 (with making it)",
        () -> drain(request, engine.bind(Map.of("f1", input))));
  }

  /** What the inputs would cost as list parameters. */
  private void combineOfLists(int rows) throws IOException, SQLException {
    Session session =
        engine.engine.sessions().borrow(new QueryText("", List.of(), List.of(), List.of()));
    try (PreparedStatement statement =
        session
            .connection()
            .prepareStatement(
                "WITH f1(c0, c1, c2, c3) AS (SELECT unnest(?::VARCHAR[]), unnest(?::DATE[]),"
                    + " unnest(?::BIGINT[]), unnest(?::BIGINT[])) "
                    + JOIN)) {
      Relation input = input(rows);
      String[] types = {"VARCHAR", "DATE", "BIGINT", "BIGINT"};
      measure(
          "combine, lists of " + rows + " x 4",
          () -> {
            for (int i = 0; i < types.length; i++) {
              int column = i;
              Object[] cells = input.rows().stream().map(row -> row.get(column)).toArray();
              statement.setObject(i + 1, new DuckDBUserArray(types[i], cells));
            }
            return drain(statement);
          });
    } finally {
      engine.engine.sessions().giveBack(session, true);
    }
  }

  private void export(Path file) throws IOException, SQLException {
    TestFiles.copy(
        engine,
        "SELECT i AS id, 'order ' || i AS no, DATE '2026-01-01' + (i % 300)::INTEGER AS dt,"
            + " i / 7.0 AS w, (i % 1000)::BIGINT AS n, 'tms' || (i % 200) AS tms"
            + " FROM range(1000000) t(i)",
        file,
        "");
    ColumnType[] types = {BIGINT, VARCHAR, DATE, DOUBLE, BIGINT, VARCHAR};
    SqlRequest request =
        TestEngine.request(SqlText.of("SELECT * FROM read_parquet('" + file + "')"), types);
    measure("export of 1,000,000 x 6 from Parquet", 20, () -> drain(request, Bindings.none()));
    System.out.printf(
        "%-48s %d KiB%n",
        "  most Arrow memory held at once", engine.allocator.getPeakMemoryAllocation() >> 10);
  }

  private static Relation input(int rows) {
    return TestEngine.relation(
        TestEngine.columns(VARCHAR, DATE, BIGINT, BIGINT),
        LongStream.range(0, rows)
            .mapToObj(i -> List.of("tms" + i, LocalDate.of(2026, 11, 1), i, 2 * i))
            .toArray(List[]::new));
  }

  private long drain(SqlRequest request, Bindings bindings) {
    long rows = 0;
    try (BatchStream stream = engine.open(request, bindings)) {
      while (stream.next()) {
        rows += stream.root().getRowCount();
      }
    }
    return rows;
  }

  private long drain(PreparedStatement statement) throws SQLException, IOException {
    long rows = 0;
    try (DuckDBResultSet result = statement.executeQuery().unwrap(DuckDBResultSet.class);
        ArrowReader reader = (ArrowReader) result.arrowExportStream(engine.allocator, 1000)) {
      while (reader.loadNextBatch()) {
        rows += reader.getVectorSchemaRoot().getRowCount();
      }
    }
    return rows;
  }

  private interface Run {
    long rows() throws IOException, SQLException;
  }

  private static void measure(String what, Run run) throws IOException, SQLException {
    measure(what, RUNS, run);
  }

  private static void measure(String what, int runs, Run run) throws IOException, SQLException {
    long rows = 0;
    for (int i = 0; i < runs / 2; i++) {
      rows = run.rows();
    }
    long[] nanos = new long[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      rows = run.rows();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-48s p50 %8.3f ms, fastest %8.3f ms, %d rows%n",
        what, nanos[runs / 2] / 1e6, nanos[0] / 1e6, rows);
  }
}
