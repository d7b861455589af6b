package io.tiangong.offline;

import static io.tiangong.offline.TestEngine.BIGINT;
import static io.tiangong.offline.TestEngine.DATE;
import static io.tiangong.offline.TestEngine.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.SqlTable;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.testing.StreamReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineSourceTest extends EngineTest {

  private static final TableName PLAN = new TableName("kpi", "daily_plan");
  private static final List<Column> COLUMNS =
      List.of(new Column("tms", VARCHAR), new Column("planned", BIGINT), new Column("dt", DATE));
  private static final String DAYS =
      "SELECT 'tms' || (i % 7) AS tms, i::INTEGER AS planned,"
          + " DATE '2026-11-01' + (i % 10)::INTEGER AS dt FROM range(1000) t(i)";
  private static final String COUNT = "SELECT count(*) FROM \"kpi\".\"daily_plan\"";

  private Path data;
  private OfflineSource source;

  @BeforeEach
  void declareSource() {
    data = directory.resolve("data");
    source = source(Map.of("path", data.toString()));
  }

  private OfflineSource source(Map<String, String> options) {
    return new OfflineSource(new SourceDefinition("kpi_files", "offline", options), engine.engine);
  }

  private static TableDefinition plan(Map<String, String> options) {
    return new TableDefinition(PLAN, COLUMNS, List.of(), List.of("dt"), options);
  }

  /** The plan table in ten partitions of 100 rows. */
  private TableFacts discoverDays() throws IOException, SQLException {
    TestFiles.copy(engine, DAYS, data.resolve("daily_plan"), "PARTITION_BY (dt)");
    return discover(plan(Map.of())).get(0);
  }

  private List<TableFacts> discover(TableDefinition definition) {
    return source.discover(List.of(source.declare(definition))).tables();
  }

  /** Makes tables views by an engine without native tables. */
  private void withoutCopies() {
    engine.close();
    engine = new TestEngine(TestEngine.settings(directory, 128L << 20, 0));
    declareSource();
  }

  @Test
  void handleKnowsItsNameInTheEngine() {
    TableHandle handle = source.declare(plan(Map.of("format", "PARQUET")));
    assertThat(handle).isInstanceOf(SqlTable.class);
    assertThat(((SqlTable) handle).path()).containsExactly("kpi", "daily_plan");
  }

  @Test
  void misspeltOptionIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> source.declare(plan(Map.of("fromat", "csv"))))
        .hasMessageContaining("CATALOG_INVALID")
        .hasMessageContaining("kpi.daily_plan")
        .hasMessageContaining("'fromat'; did you mean 'format'?");
    assertThatThrownBy(() -> source(Map.of("paht", "x")))
        .hasMessageContaining("kpi_files")
        .hasMessageContaining("did you mean 'path'?");
    assertThatThrownBy(() -> source(Map.of())).hasMessageContaining("'path' is missing");
  }

  @Test
  void unknownFormatAndForeignPathAreRefused() {
    assertThatThrownBy(() -> source.declare(plan(Map.of("format", "orc"))))
        .hasMessageContaining("parquet or csv, not orc");
    for (String path : List.of("../elsewhere", "/etc", "a/../../b")) {
      assertThatThrownBy(() -> source.declare(plan(Map.of("path", path))))
          .hasMessageContaining("CATALOG_INVALID")
          .hasMessageContaining(path);
    }
  }

  @Test
  void unknownPartitionColumnIsRefused() {
    TableDefinition definition =
        new TableDefinition(PLAN, COLUMNS, List.of(), List.of("day"), Map.of());
    assertThatThrownBy(() -> source.declare(definition)).hasMessageContaining("unknown column day");
  }

  @Test
  void tablesAnswerUnavailableUntilTheyAreRead() throws Exception {
    assertThatThrownBy(() -> engine.rows(COUNT, BIGINT)).hasMessageContaining("SOURCE_UNAVAILABLE");
    assertThatThrownBy(() -> discover(plan(Map.of())))
        .hasMessageContaining("SOURCE_UNAVAILABLE")
        .hasMessageContaining("kpi_files");
    Files.createDirectories(data);
    assertThat(discover(plan(Map.of()))).isEmpty();
    discoverDays();
    assertThat(engine.rows(COUNT, BIGINT)).containsExactly(List.of(1000L));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void factsComeFromTheFiles(boolean copied) throws Exception {
    if (!copied) {
      withoutCopies();
    }
    TableFacts facts = discoverDays();
    assertThat(facts.name()).isEqualTo(PLAN);
    assertThat(facts.rows()).isEqualTo(1000);
    assertThat(facts.bytes()).isPositive();
    assertThat(facts.exactText()).containsExactly("tms");
    assertThat(facts.indexes()).containsExactly(List.of("dt"));
    String kind = copied ? "duckdb_tables()" : "duckdb_views()";
    assertThat(engine.rows("SELECT count(*) FROM " + kind + " WHERE schema_name = 'kpi'", BIGINT))
        .containsExactly(List.of(1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dt = DATE '2026-11-03'",
        "dt IN (SELECT DATE '2026-11-03')",
        "dt = (DATE '2026-11-01' + CAST(? AS INTEGER))"
      })
  void onlyFilesOfTheWantedPartitionAreOpened(String condition) throws Exception {
    withoutCopies();
    discoverDays();
    String sql = "SELECT * FROM \"kpi\".\"daily_plan\" WHERE " + condition;
    assertThat(explain(sql)).contains("Total Files Read: 1 ").contains("100 rows");
  }

  private String explain(String sql) throws SQLException {
    Session session =
        engine.engine.sessions().borrow(new QueryText("", List.of(), List.of(), List.of()));
    StringBuilder plan = new StringBuilder();
    try (var statement = session.connection().prepareStatement("EXPLAIN ANALYZE " + sql)) {
      if (sql.contains("?")) {
        statement.setObject(1, 2);
      }
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          plan.append(rows.getString(2));
        }
      }
    } finally {
      engine.engine.sessions().giveBack(session, true);
    }
    return plan.toString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void newVersionReplacesTheOldWhileQueriesRun(boolean copied) throws Exception {
    if (!copied) {
      withoutCopies();
    }
    discoverDays();
    TestEngine running = engine;
    String sql = "SELECT \"planned\" FROM \"kpi\".\"daily_plan\" a, range(50) b";
    try (BatchStream before =
        running.open(TestEngine.request(SqlText.of(sql), BIGINT), Bindings.none())) {
      assertThat(before.next()).isTrue();
      int first = before.root().getRowCount();
      Path added = data.resolve("daily_plan/dt=2026-12-01/more.parquet");
      TestFiles.copy(engine, "SELECT 'new' AS tms, 5 AS planned FROM range(11)", added, "");
      assertThat(discover(plan(Map.of())).get(0).rows()).isEqualTo(1011);
      assertThat(engine.rows(COUNT, BIGINT)).containsExactly(List.of(1011L));
      assertThat(StreamReader.drain(before).rows()).hasSize(50_000 - first);
    }
  }

  @Test
  void unchangedFilesAreNotReadAgain() throws Exception {
    discoverDays();
    engine.engine.execute(List.of("DELETE FROM kpi.daily_plan"));
    discover(plan(Map.of()));
    assertThat(engine.rows(COUNT, BIGINT)).containsExactly(List.of(0L));
  }

  @Test
  void unreadableVersionLeavesTheOneBefore() throws Exception {
    discoverDays();
    Files.writeString(data.resolve("daily_plan/dt=2026-11-01/broken.parquet"), "no parquet at all");
    assertThat(discover(plan(Map.of())).get(0).rows()).isEqualTo(1000);
    assertThat(engine.rows(COUNT, BIGINT)).containsExactly(List.of(1000L));
  }

  @Test
  void vanishedFileIsUnavailableAndNamed() throws Exception {
    withoutCopies();
    discoverDays();
    Path gone = data.resolve("daily_plan/dt=2026-11-03");
    try (Stream<Path> files = Files.list(gone)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertFault("SELECT sum(planned) FROM kpi.daily_plan", ErrorCode.SOURCE_UNAVAILABLE)
        .satisfies(e -> assertThat(e.facts().get("file")).contains("dt=2026-11-03"));
  }

  @Test
  void damagedFileIsCorruptAndNamed() throws Exception {
    withoutCopies();
    discoverDays();
    Path damaged;
    try (Stream<Path> files = Files.list(data.resolve("daily_plan/dt=2026-11-03"))) {
      damaged = files.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(damaged);
    Arrays.fill(bytes, 4, bytes.length - 8, (byte) 0x5a);
    Files.write(damaged, bytes);
    assertFault("SELECT sum(planned) FROM kpi.daily_plan", ErrorCode.DATA_CORRUPT);
    Files.writeString(damaged, "not a Parquet file");
    assertFault("SELECT sum(planned) FROM kpi.daily_plan", ErrorCode.DATA_CORRUPT)
        .satisfies(e -> assertThat(e.facts().get("file")).contains("dt=2026-11-03"));
  }

  @Test
  void columnThatDoesNotFitItsDeclarationIsNotRead() throws Exception {
    TestFiles.copy(
        engine,
        "SELECT 1.5 AS planned, 'a' AS tms",
        data.resolve("daily_plan/dt=2026-11-01/a.parquet"),
        "");
    assertThat(discover(plan(Map.of()))).isEmpty();
    assertFault(COUNT, ErrorCode.SOURCE_UNAVAILABLE);
  }

  @Test
  void partitionWithoutAValueIsNotRead() throws Exception {
    TestFiles.copy(
        engine,
        "SELECT 'a' AS tms, 1 AS planned",
        data.resolve("daily_plan/dt=__HIVE_DEFAULT_PARTITION__/a.parquet"),
        "");
    assertThat(discover(plan(Map.of()))).isEmpty();
  }

  @Test
  void bookkeepingFilesDoNotCount() throws Exception {
    discoverDays();
    TestFiles.csv(data.resolve("daily_plan/_SUCCESS"), "");
    TestFiles.csv(data.resolve("daily_plan/_temporary/0.parquet"), "half");
    TestFiles.csv(data.resolve("daily_plan/dt=2026-11-01/.part.parquet"), "half");
    assertThat(discover(plan(Map.of())).get(0).rows()).isEqualTo(1000);
  }

  @Test
  void csvIsReadInItsDeclaredTypes() throws Exception {
    TestFiles.csv(
        data.resolve("prices/a.csv"),
        "at,amount,name,ok",
        "2026-11-11 01:02:03,1.10,\"a, \"\"b\"\"\",true",
        ",,\"\",",
        "2026-11-12 00:00:00,-99.99,007,false");
    discover(prices());
    List<List<Object>> rows = new ArrayList<>();
    engine
        .rows("SELECT name, amount::VARCHAR FROM ref.prices ORDER BY amount", VARCHAR, VARCHAR)
        .forEach(row -> rows.add(new ArrayList<>(row)));
    assertThat(rows)
        .containsExactlyInAnyOrder(
            List.of("a, \"b\"", "1.10"), Arrays.asList("", null), List.of("007", "-99.99"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void badCellOfCsvIsCorruptAndNamed(boolean copied) throws Exception {
    if (!copied) {
      withoutCopies();
    }
    TestFiles.csv(
        data.resolve("prices/a.csv"),
        "at,amount,name,ok",
        "2026-11-11 01:02:03,1.10,x,true",
        "2026-11-11 01:02:03,ten,x,true");
    discover(prices());
    assertFault("SELECT count(amount) FROM ref.prices", ErrorCode.DATA_CORRUPT)
        .satisfies(e -> assertThat(e.facts().get("file")).endsWith("prices/a.csv"))
        .satisfies(e -> assertThat(e.facts()).containsEntry("line", "3"))
        .satisfies(e -> assertThat(e.text()).contains("amount").contains("ten"));
  }

  /** Parquet's own JSON and its texts. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jsonColumnsAreCheckedTexts(boolean copied) throws Exception {
    if (!copied) {
      withoutCopies();
    }
    ColumnType json = ColumnType.of(TypeKind.JSON);
    String good =
        "SELECT '{\"a\": 1}'::JSON AS own, '[1 ]' AS text, NULL::VARCHAR AS missing, 1 AS ok";
    TestFiles.copy(engine, good, data.resolve("docs/a.parquet"), "");
    discover(docs(json));
    assertThat(engine.rows("SELECT own, text, missing FROM kpi.docs", json, json, json))
        .containsExactly(java.util.Arrays.asList("{\"a\": 1}", "[1 ]", null));
    TestFiles.copy(engine, good.replace("[1 ]", "[1,]"), data.resolve("docs/b.parquet"), "");
    discover(docs(json));
    if (!copied) {
      assertFault("SELECT count(text) FROM kpi.docs", ErrorCode.DATA_CORRUPT)
          .satisfies(
              e ->
                  assertThat(e.text())
                      .isEqualTo("table kpi.docs: column text holds a text that is not JSON"));
    }
  }

  @Test
  void jsonOfParquetMayBeDeclaredAsText() throws Exception {
    TestFiles.copy(
        engine,
        "SELECT '[1]'::JSON AS own, 'x' AS text, 'y' AS missing",
        data.resolve("docs/a.parquet"),
        "");
    discover(docs(VARCHAR));
    assertThat(engine.rows("SELECT own || text FROM kpi.docs", VARCHAR))
        .containsExactly(List.of("[1]x"));
  }

  private static TableDefinition docs(ColumnType type) {
    return new TableDefinition(
        new TableName("kpi", "docs"),
        List.of(new Column("own", type), new Column("text", type), new Column("missing", type)),
        List.of(),
        List.of(),
        Map.of());
  }

  private static TableDefinition prices() {
    return new TableDefinition(
        new TableName("ref", "prices"),
        List.of(
            new Column("name", VARCHAR),
            new Column("amount", ColumnType.decimal(10, 2)),
            new Column("ok", ColumnType.of(TypeKind.BOOLEAN)),
            new Column("at", ColumnType.of(TypeKind.TIMESTAMP))),
        List.of(),
        List.of(),
        Map.of("format", "csv"));
  }

  @Test
  void partitionColumnHasItsDeclaredType() throws Exception {
    discoverDays();
    assertThat(engine.rows("SELECT min(dt) FROM kpi.daily_plan", DATE))
        .containsExactly(List.of(LocalDate.of(2026, 11, 1)));
  }

  private ObjectAssert<QueryException> assertFault(String sql, ErrorCode code) {
    try {
      throw new AssertionError("no fault but " + engine.rows(sql, BIGINT));
    } catch (QueryException e) {
      assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
      return Assertions.assertThatObject(e);
    }
  }
}
