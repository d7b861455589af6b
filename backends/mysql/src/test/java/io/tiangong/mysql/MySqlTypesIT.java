package io.tiangong.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.testing.StreamReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class MySqlTypesIT {

  private static final ColumnType BIGINT = ColumnType.of(TypeKind.BIGINT);
  private static final ColumnType VARCHAR = ColumnType.of(TypeKind.VARCHAR);

  private static TestServer server;
  private static MySqlSource source;
  private Statements statements;

  @BeforeAll
  static void fill(@TempDir Path directory) throws SQLException {
    server = TestServer.start(directory);
    server.execute(
        "SET sql_mode = ''",
        "CREATE TABLE odd (id INT PRIMARY KEY, big BIGINT UNSIGNED, day DATE, moment DATETIME,"
            + " kind ENUM('a', 'B'), marks SET('x', 'y'), flag BIT(1), bits BIT(8), small TINYINT(1),"
            + " since YEAR, span TIME, latin VARCHAR(10) CHARACTER SET latin1, fixed CHAR(5),"
            + " raw VARBINARY(10), spring DATETIME, price DECIMAL(30, 10), note JSON)",
        "INSERT INTO odd VALUES (1, 18446744073709551615, '0000-00-00', '0000-00-00 00:00:00', 'B',"
            + " 'x,y', b'1', b'11111111', 2, 2026, '25:00:00', 'é', 'ab  ', x'ff',"
            + " '2026-03-29 02:30:00', 1234567890.0123456789, '{\"a\": 1}')",
        "CREATE TABLE ord (tms VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin,"
            + " dt DATE, note TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, qty INT NOT NULL,"
            + " PRIMARY KEY (tms, dt), UNIQUE KEY by_qty (qty), KEY by_note (note(10)),"
            + " KEY by_dt (dt, qty))",
        "INSERT INTO ord SELECT CONCAT('T', seq), '2026-11-11', 'n', seq FROM seq_1_to_1000",
        "ANALYZE TABLE ord");
    source = server.source(Map.of());
  }

  @AfterAll
  static void stop() {
    source.close();
    server.close();
  }

  @BeforeEach
  void open() {
    statements = new Statements(source);
  }

  @AfterEach
  void nothingLeaks() {
    statements.close();
  }

  @Test
  void unsignedBigintIsADecimal() {
    assertThat(statements.value("SELECT big FROM odd", ColumnType.decimal(20, 0)))
        .isEqualTo(new BigDecimal("18446744073709551615"));
  }

  @Test
  void zeroDatesAreNull() {
    assertThat(statements.value("SELECT day FROM odd", ColumnType.of(TypeKind.DATE))).isNull();
    assertThat(statements.value("SELECT moment FROM odd", ColumnType.of(TypeKind.TIMESTAMP)))
        .isNull();
  }

  @Test
  void zeroDateOfAColumnDeclaredNotNullIsCorrupt() {
    assertFault(
        "SELECT day FROM odd",
        ColumnType.of(TypeKind.DATE).withNullable(false),
        ErrorCode.DATA_CORRUPT,
        "odd.day",
        "zero date");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind|B",
        "marks|x,y",
        "latin|é",
        "fixed|ab",
        "note|{\"a\": 1}",
        "since|2026",
        "big|18446744073709551615"
      })
  void allButBinaryIsReadableAsText(String column, String text) {
    assertThat(statements.value("SELECT " + column + " FROM odd", VARCHAR)).isEqualTo(text);
  }

  @Test
  void smallIntegersKeepTheirValues() {
    assertThat(statements.value("SELECT flag FROM odd", ColumnType.of(TypeKind.BOOLEAN)))
        .isEqualTo(true);
    assertThat(statements.value("SELECT small FROM odd", ColumnType.of(TypeKind.TINYINT)))
        .isEqualTo(2L);
    assertThat(statements.value("SELECT bits FROM odd", BIGINT)).isEqualTo(255L);
    assertThat(statements.value("SELECT bits FROM odd", ColumnType.of(TypeKind.VARBINARY)))
        .isEqualTo(new byte[] {-1});
    assertThat(statements.value("SELECT since FROM odd", ColumnType.of(TypeKind.SMALLINT)))
        .isEqualTo(2026L);
  }

  @ParameterizedTest
  @CsvSource({
    "big, BIGINT",
    "small, BOOLEAN",
    "bits, TINYINT",
    "span, TIME",
    "raw, VARCHAR",
    "kind, BIGINT",
    "price, BIGINT",
    "kind, DATE",
    "price, DATE"
  })
  void storedValueThatDoesNotFitIsCorrupt(String column, TypeKind kind) {
    assertFault(
        "SELECT " + column + " FROM odd",
        ColumnType.of(kind),
        ErrorCode.DATA_CORRUPT,
        "odd." + column,
        ColumnType.of(kind).toString());
  }

  @Test
  void jsonIsReadAsStoredAndCheckedWhereTheServerDoesNot() throws SQLException {
    ColumnType json = ColumnType.of(TypeKind.JSON);
    assertThat(statements.value("SELECT note FROM odd", json)).isEqualTo("{\"a\": 1}");
    server.execute(
        "CREATE TABLE papers (id INT, part INT, body TEXT, PRIMARY KEY (id, part))",
        "INSERT INTO papers VALUES (1, 1, '[1]'), (7, 2, '[1,]')");
    source.declare(
        new TableDefinition(
            new TableName("ord", "papers"),
            List.of(new Column("id", BIGINT)),
            List.of("ID", "part"),
            List.of(),
            Map.of("table", "papers")));
    String problem = "papers.body can't be read as JSON: it is not JSON";
    assertThatThrownBy(
            () ->
                statements.read(
                    "SELECT body AS c, part, id FROM papers ORDER BY id", json, BIGINT, BIGINT))
        .isInstanceOfSatisfying(
            QueryException.class,
            e ->
                assertThat(e.facts())
                    .containsEntry("table", "papers")
                    .containsEntry("column", "body")
                    .containsEntry("key", "part = 2, id = 7"))
        .hasMessage("DATA_CORRUPT: " + problem + " (key part = 2, id = 7)");
    assertThatThrownBy(
            () -> statements.read("SELECT id, body FROM papers ORDER BY id", BIGINT, json))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.facts()).containsEntry("row", "2"))
        .hasMessage(
            "DATA_CORRUPT: "
                + problem
                + " (row 2 of the answer, whose columns hold no primary key)");
  }

  @Test
  void storedDecimalIsNeverRounded() {
    assertFault(
        "SELECT price FROM odd",
        ColumnType.decimal(38, 2),
        ErrorCode.DATA_CORRUPT,
        "1234567890.0123456789",
        "DECIMAL(38, 2)");
    assertThat(statements.value("SELECT price FROM odd", ColumnType.decimal(38, 12)))
        .isEqualTo(new BigDecimal("1234567890.012345678900"));
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT SUM(x) FROM (SELECT 9223372036854775807 AS x UNION ALL SELECT 1) t, BIGINT",
    "SELECT 300 + 0, TINYINT",
    "SELECT 9223372036854775807 + 1, BIGINT",
    "SELECT 1e300 * id FROM odd, FLOAT",
    "SELECT 1e308 * 10 * id FROM odd, DOUBLE"
  })
  void computedValueOutOfRangeSaysSo(String sql, TypeKind kind) {
    assertFault(sql, ColumnType.of(kind), ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "");
  }

  @Test
  void momentsAreIndependentOfTheZoneOfTheJvm() {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      assertThat(statements.value("SELECT spring FROM odd", ColumnType.of(TypeKind.TIMESTAMP)))
          .isEqualTo(LocalDateTime.of(2026, 3, 29, 2, 30));
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void sessionComparesAsThePlannerExpects() {
    assertThat(statements.value("SELECT 'a\\b' = CONCAT('a', CHAR(92), 'b')", BIGINT))
        .isEqualTo(1L);
    assertThat(statements.value("SELECT \"a\" = 'A'", BIGINT)).isEqualTo(0L);
    assertThat(statements.value("SELECT CAST(1 AS UNSIGNED) - 2", BIGINT)).isEqualTo(-1L);
    assertThat(statements.value("SELECT 1 / 0", ColumnType.of(TypeKind.DOUBLE))).isNull();
    assertThat(statements.value("SELECT @@time_zone", VARCHAR)).isEqualTo("+00:00");
    assertThat(
            statements.value(
                "SELECT LENGTH(GROUP_CONCAT(REPEAT('x', 2000))) FROM seq_1_to_1000", BIGINT))
        .isEqualTo(2_000_999L);
  }

  @Test
  void statementsCannotWrite() {
    assertFault("DELETE FROM odd", BIGINT, ErrorCode.SOURCE_ERROR, "READ ONLY");
    assertThat(statements.value("SELECT COUNT(*) FROM odd", BIGINT)).isEqualTo(1L);
  }

  @Test
  void serverErrorsAreToldWithTheirNumber() {
    assertThatThrownBy(() -> statements.read("SELECT nix FROM odd", BIGINT))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_ERROR);
              assertThat(e.text()).contains("mysql_shop", "nix");
              assertThat(e.facts()).containsEntry("errno", "1054");
            });
  }

  @Test
  void discoversRowsIndexesAndExactText() {
    TableHandle table =
        source.declare(
            new TableDefinition(
                new TableName("ord", "ord"),
                List.of(new Column("tms", VARCHAR), new Column("Qty", BIGINT)),
                List.of(),
                List.of(),
                Map.of("table", "ord")));
    TableHandle missing =
        source.declare(
            new TableDefinition(
                new TableName("ord", "nix"),
                List.of(new Column("a", VARCHAR)),
                List.of(),
                List.of(),
                Map.of("table", "shop.nix")));
    List<TableFacts> facts = source.discover(List.of(table, missing)).tables();
    assertThat(facts).hasSize(1);
    assertThat(facts.get(0).rows()).isBetween(900L, 1100L);
    assertThat(facts.get(0).bytes()).isPositive();
    assertThat(facts.get(0).exactText()).containsExactly("tms");
    assertThat(facts.get(0).indexes())
        .containsExactly(List.of("tms", "dt"), List.of("qty"), List.of("dt", "qty"));
    assertThat(facts.get(0).columns().keySet()).contains("tms", "qty", "dt");
    assertThat(facts.get(0).columns().get("qty").distinct()).isBetween(900L, 1100L);
    assertThat(facts.get(0).columns().get("dt").distinct()).isLessThan(10);
    assertThat(source.analyze(table).rows()).isEqualTo(1_000);
    assertThat(source.analyze(missing)).isEqualTo(TableFacts.unknown(new TableName("ord", "nix")));
  }

  /** Of more than 1,024 bytes the server sorts by the begin, of ENUM by the place in its list. */
  @Test
  void discoversWhatTextIsSortedByAsAWhole() throws SQLException {
    String exact = " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";
    server.execute(
        "CREATE TABLE sorted (usual VARCHAR(255) COLLATE utf8mb4_general_ci, exact VARCHAR(256)"
            + exact
            + ", latin VARCHAR(257) CHARACTER SET latin1, wide VARCHAR(257)"
            + exact
            + ", note TEXT"
            + exact
            + ", kind ENUM('z', 'a')"
            + exact
            + ", raw VARBINARY(10))");
    List<Column> columns =
        Stream.of("usual", "exact", "latin", "wide", "note", "kind", "raw")
            .map(name -> new Column(name, VARCHAR))
            .toList();
    TableHandle table =
        source.declare(
            new TableDefinition(
                new TableName("ord", "sorted"),
                columns,
                List.of(),
                List.of(),
                Map.of("table", "sorted")));
    TableFacts facts = source.discover(List.of(table)).tables().get(0);
    assertThat(facts.shortText()).containsExactlyInAnyOrder("usual", "exact", "kind");
    assertThat(facts.exactText()).containsExactlyInAnyOrder("exact", "wide", "note", "raw");
    assertThat(facts.windows()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "11.4.5-MariaDB, true",
    "10.2.44-MariaDB-log, true",
    "10.1.48-MariaDB, false",
    "8.0.36-0ubuntu0.22.04.1, true",
    "8.4.0, true",
    "5.7.44-log, false",
    "a proxy's own, false"
  })
  void windowsAreKnownByVersion(String version, boolean expected) {
    assertThat(Discovery.hasWindows(version)).isEqualTo(expected);
  }

  @Test
  void tablesOfADatabaseAreDeclaredAsTheyAre() throws SQLException {
    server.execute(
        "SET sql_mode = ''",
        "CREATE DATABASE things",
        "CREATE TABLE things.t (b BIGINT UNSIGNED NOT NULL, a INT UNSIGNED NOT NULL, s TINYINT(1),"
            + " u TINYINT UNSIGNED, m MEDIUMINT UNSIGNED, y YEAR, f FLOAT, d DECIMAL(38, 10),"
            + " flag BIT(1), bits BIT(20), wide BIT(64), day DATE NOT NULL, at DATETIME(6),"
            + " seen TIMESTAMP(3) NOT NULL, span TIME(2), kind ENUM('x') NOT NULL, j JSON,"
            + " checked TEXT CHECK (json_valid(checked) OR 1), raw BLOB,"
            + " place POINT, PRIMARY KEY (a, b))",
        "INSERT INTO things.t VALUES (18446744073709551615, 4294967295, 1, 255, 16777215, 2026,"
            + " 16777217.5, 1.5, 1, 1048575, b'"
            + "1".repeat(64)
            + "', '0000-00-00',"
            + " '2026-11-11 10:00:00.123456', '2026-11-11 10:00:00.5', '10:00:00.25', 'x', '[1]',"
            + " '[', 'b', NULL)",
        "CREATE VIEW things.v AS SELECT a FROM things.t");
    List<TableDefinition> tables = source.tables("things", "imported");
    assertThat(tables)
        .extracting(t -> t.name().toString())
        .containsExactly("imported.t", "imported.v");
    TableDefinition t = tables.get(0);
    assertThat(t.primaryKey()).containsExactly("a", "b");
    assertThat(t.columns())
        .extracting(c -> c.name() + " " + c.type() + (c.type().nullable() ? "" : " NOT NULL"))
        .containsExactly(
            "b DECIMAL(20, 0) NOT NULL",
            "a BIGINT NOT NULL",
            "s TINYINT",
            "u SMALLINT",
            "m INTEGER",
            "y INTEGER",
            "f FLOAT",
            "d DECIMAL(38, 10)",
            "flag BOOLEAN",
            "bits BIGINT",
            "wide DECIMAL(20, 0)",
            "day DATE",
            "at TIMESTAMP(6)",
            "seen TIMESTAMP_LTZ(3)",
            "span TIME(2)",
            "kind VARCHAR NOT NULL",
            "j JSON",
            "checked VARCHAR",
            "raw VARBINARY");
    assertThat(source.discover(List.of(source.declare(t))).tables()).hasSize(1);
    for (Column column : t.columns()) {
      Object value =
          statements.value("SELECT `" + column.name() + "` FROM things.t", column.type());
      assertThat(StreamReader.printable(value))
          .as(column.name())
          .isEqualTo(
              switch (column.name()) {
                case "b", "wide" -> "18446744073709551615";
                case "a" -> "4294967295";
                case "u" -> "255";
                case "m" -> "16777215";
                case "y" -> "2026";
                case "f" -> "1.6777218E7";
                case "d" -> "1.5000000000";
                case "flag" -> "true";
                case "bits" -> "1048575";
                case "day" -> StreamReader.printable(null);
                case "at" -> "2026-11-11T10:00:00.123456";
                case "seen" -> "2026-11-11T10:00:00.500Z";
                case "span" -> "10:00:00.250";
                case "kind" -> "'x'";
                case "j" -> "'[1]'";
                case "checked" -> "'['";
                case "raw" -> StreamReader.printable(new byte[] {'b'});
                default -> "1";
              });
    }
  }

  @Test
  void decimalsOfTooManyDigitsAndUnknownDatabasesAreNamed() throws SQLException {
    server.execute("CREATE DATABASE huge", "CREATE TABLE huge.h (id INT, n DECIMAL(60, 2))");
    assertThatThrownBy(() -> source.tables("huge", "x"))
        .hasMessageContaining("CATALOG_INVALID")
        .hasMessageContaining("huge.h.n")
        .hasMessageContaining("decimal(60,2)");
    assertThatThrownBy(() -> source.tables("nowhere", "x"))
        .hasMessageContaining("no database nowhere");
  }

  private void assertFault(String sql, ColumnType type, ErrorCode code, String... parts) {
    assertThatThrownBy(() -> statements.read(sql, type))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.text()).contains(parts);
            });
    assertThat(statements.value("SELECT 1", BIGINT)).isEqualTo(1L);
  }
}
