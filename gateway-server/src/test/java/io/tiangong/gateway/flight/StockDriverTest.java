package io.tiangong.gateway.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as the stock Flight SQL JDBC driver sees it. */
@Timeout(180)
class StockDriverTest {

  @TempDir private static Path directory;
  private static FlightGateway gateway;
  private Connection connection;

  @BeforeAll
  static void start() throws IOException {
    gateway = new FlightGateway(directory, "default-schema: test");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = gateway.connect();
  }

  @AfterEach
  void nothingIsLeft() throws SQLException {
    connection.close();
    assertThat(gateway.flightMemory()).isZero();
    assertThat(gateway.source.openStreams()).isZero();
  }

  @Test
  void queryComesWithItsTypesAndRows() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id, name FROM t WHERE id < 4 ORDER BY id DESC")) {
      ResultSetMetaData columns = rows.getMetaData();
      assertThat(columns.getColumnName(2)).isEqualTo("name");
      assertThat(columns.getColumnTypeName(1)).isEqualTo("BIGINT");
      assertThat(table(rows)).containsExactly("3|name 3", "2|name 2", "1|name 1");
    }
  }

  @Test
  void everyTypeComesThrough() throws SQLException {
    assertThat(
            query(
                "SELECT TRUE, CAST(1 AS TINYINT), CAST(2 AS SMALLINT), 3, CAST(4 AS BIGINT), 1.50,"
                    + " CAST(0.5 AS FLOAT), CAST(2.5 AS DOUBLE), '中文', DATE '2026-11-11',"
                    + " TIMESTAMP '2026-11-11 21:30:00.123', CAST(NULL AS VARCHAR),"
                    + " CAST('[1]' AS JSON)"))
        .containsExactly(
            "true|1|2|3|4|1.50|0.5|2.5|中文|2026-11-11|2026-11-11 21:30:00.123|null|[1]");
  }

  @Test
  void commandsAnswerRowsToo() throws SQLException {
    for (String command :
        List.of(
            "SHOW TABLES",
            "DESCRIBE test.t",
            "EXPLAIN SELECT name FROM t",
            "EXPLAIN ANALYZE SELECT name FROM t",
            "EXPLAIN SERVE SELECT name FROM t",
            "SHOW QUERIES",
            "SEARCH TABLES 'things'")) {
      assertThat(query(command)).as(command).isNotEmpty();
    }
  }

  @Test
  void parametersOfEveryTypeAreBound() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT CAST(? AS BOOLEAN), CAST(? AS INTEGER), CAST(? AS BIGINT),"
                + " CAST(? AS DECIMAL(12, 3)), CAST(? AS DOUBLE), CAST(? AS VARCHAR),"
                + " CAST(? AS DATE), CAST(? AS TIMESTAMP), CAST(? AS TIME)")) {
      ParameterMetaData parameters = statement.getParameterMetaData();
      assertThat(parameters.getParameterCount()).isEqualTo(9);
      statement.setBoolean(1, true);
      statement.setInt(2, 7);
      statement.setLong(3, 1L << 40);
      statement.setBigDecimal(4, new BigDecimal("12.345"));
      statement.setDouble(5, 0.25);
      statement.setString(6, "o'clock");
      statement.setDate(7, Date.valueOf("2026-11-11"));
      statement.setTimestamp(8, Timestamp.valueOf("2026-11-11 21:30:00.5"));
      statement.setTime(9, Time.valueOf("21:30:07"));
      assertThat(rows(statement))
          .containsExactly(
              "true|7|1099511627776|12.345|0.25|o'clock|2026-11-11|2026-11-11 21:30:00.5|21:30:07");
    }
  }

  @Test
  void textParametersAreCheckedWhereTheyAreCastToJson() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS JSON)")) {
      statement.setString(1, "{\"a\": 1}");
      assertThat(rows(statement)).containsExactly("{\"a\": 1}");
      statement.setString(1, "{");
      assertThatThrownBy(() -> rows(statement)).hasStackTraceContaining("INVALID_CAST");
    }
  }

  @Test
  void preparedStatementRunsAgainWithOtherValues() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT name FROM t WHERE id = ?")) {
      for (long id : new long[] {7, 8, 9}) {
        statement.setLong(1, id);
        assertThat(rows(statement)).containsExactly("name " + id);
      }
    }
  }

  @Test
  void nullIsAParameter() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT COUNT(*) FROM t WHERE name = ?")) {
      statement.setNull(1, java.sql.Types.VARCHAR);
      assertThat(rows(statement)).containsExactly("0");
    }
  }

  @Test
  void tablesSchemasAndTypesAreListed() throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    assertThat(names(meta.getSchemas(), "TABLE_SCHEM")).containsExactly("other", "test");
    assertThat(names(meta.getTables(null, null, null, null), "TABLE_NAME"))
        .containsExactly("a_b", "v", "t");
    assertThat(names(meta.getTables(null, "test", "%", new String[] {"TABLE"}), "TABLE_NAME"))
        .containsExactly("t");
    assertThat(names(meta.getTables(null, null, null, new String[] {"VIEW"}), "TABLE_NAME"))
        .containsExactly("v");
    assertThat(names(meta.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE", "VIEW");
    assertThat(names(meta.getCatalogs(), "TABLE_CAT")).isEmpty();
  }

  @Test
  void columnsAndKeysAreListed() throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    assertThat(names(meta.getColumns(null, "test", "t", null), "COLUMN_NAME"))
        .containsExactly("id", "name");
    try (ResultSet columns = meta.getColumns(null, "other", "a_b", "x")) {
      assertThat(columns.next()).isTrue();
      assertThat(columns.getInt("DATA_TYPE")).isEqualTo(java.sql.Types.DECIMAL);
      assertThat(columns.getInt("COLUMN_SIZE")).isEqualTo(12);
      assertThat(columns.getInt("DECIMAL_DIGITS")).isEqualTo(3);
    }
    assertThat(names(meta.getPrimaryKeys(null, "test", "t"), "COLUMN_NAME")).containsExactly("id");
    assertThat(names(meta.getPrimaryKeys(null, null, "nothing"), "COLUMN_NAME")).isEmpty();
    assertThat(names(meta.getImportedKeys(null, "test", "t"), "PKCOLUMN_NAME")).isEmpty();
    assertThat(names(meta.getExportedKeys(null, "test", "t"), "PKCOLUMN_NAME")).isEmpty();
    assertThat(names(meta.getCrossReference(null, "test", "t", null, "test", "t"), "PKCOLUMN_NAME"))
        .isEmpty();
  }

  @Test
  void factsAreComplete() throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    assertThat(meta.getDatabaseProductName()).isEqualTo("Tiangong");
    assertThat(meta.getDatabaseProductVersion()).isNotEmpty();
    assertThat(meta.getIdentifierQuoteString()).isEqualTo("`");
    assertThat(meta.getSQLKeywords()).isNotEmpty();
    assertThat(meta.getStringFunctions()).contains("CONCAT");
    assertThat(meta.getNumericFunctions()).contains("ABS");
    assertThat(meta.getTimeDateFunctions()).contains("DATE_FORMAT");
    assertThat(meta.isReadOnly()).isTrue();
    assertThat(meta.supportsTransactions()).isFalse();
    assertThat(meta.getMaxStatementLength()).isEqualTo(256 << 10);
    assertThat(meta.supportsFullOuterJoins()).isTrue();
    assertThat(meta.supportsUnionAll()).isTrue();
    assertThat(meta.getDefaultTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
  }

  @Test
  void millionRowsStream() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT a.id, b.name FROM t AS a CROSS JOIN t AS b")) {
      long count = 0;
      long sum = 0;
      while (rows.next()) {
        count++;
        sum += rows.getLong(1);
      }
      assertThat(count).isEqualTo(1_000_000);
      assertThat(sum).isEqualTo(1_000L * 500_500);
    }
  }

  @Test
  void errorsCarryCodeAndText() {
    assertThatThrownBy(() -> query("SELECT nam FROM t"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("COLUMN_NOT_FOUND")
        .hasMessageContaining("name");
    assertThatThrownBy(() -> query("SELECT CAST(name AS BIGINT) FROM t"))
        .hasStackTraceContaining("INVALID_CAST");
  }

  @Test
  void writingIsRefused() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM t"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void cancelEndsTheQueryAtItsSource() throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT a.id FROM t AS a, t AS b, t AS c")) {
      assertThat(rows.next()).isTrue();
      statement.cancel();
    }
    while (gateway.source.openStreams() > 0 || gateway.flightMemory() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void wrongPasswordAndExpiredTokenAreRefused() {
    assertThatThrownBy(() -> gateway.connect(Map.of("user", "analyst", "password", "wrong")))
        .isInstanceOf(SQLException.class)
        .hasStackTraceContaining("UNAUTHENTICATED");
    assertThatThrownBy(() -> gateway.connect(Map.of("user", "nobody", "password", "wrong")))
        .hasStackTraceContaining("UNAUTHENTICATED");
    assertThatThrownBy(() -> first(Map.of("token", FlightGateway.EXPIRED)))
        .hasStackTraceContaining("TOKEN_EXPIRED");
    assertThatThrownBy(() -> first(Map.of())).hasStackTraceContaining("UNAUTHENTICATED");
  }

  @Test
  void tokenIsEnough() throws SQLException {
    assertThat(first(Map.of("token", FlightGateway.TOKEN))).isEqualTo("dashboard");
  }

  @Test
  void accountIsTheOneAskedFor() throws SQLException {
    Map<String, String> login =
        Map.of("user", "analyst", "password", FlightGateway.PASSWORD, "tiangong-account", "adhoc");
    assertThat(first(login)).isEqualTo("adhoc");
    assertThatThrownBy(
            () ->
                first(
                    Map.of(
                        "user", "analyst",
                        "password", FlightGateway.PASSWORD,
                        "tiangong-account", "finance")))
        .hasStackTraceContaining("PERMISSION_DENIED");
  }

  @Test
  void schemaOfTheConnectionIsLookedIntoFirst() throws SQLException {
    try (Connection other =
            gateway.connect(
                Map.of(
                    "user", "analyst",
                    "password", FlightGateway.PASSWORD,
                    "tiangong-schema", "other"));
        Statement statement = other.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM v")) {
        assertThat(table(rows)).containsExactly("9");
      }
    }
  }

  /** The account that a connection of these properties is charged as. */
  private static String first(Map<String, String> properties) throws SQLException {
    try (Connection other = gateway.connect(properties);
        Statement statement = other.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN SERVE SELECT 1")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(2);
    }
  }

  private List<String> query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return table(rows);
    }
  }

  private static List<String> rows(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      return table(rows);
    }
  }

  private static List<String> table(ResultSet rows) throws SQLException {
    List<String> table = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        row.add(String.valueOf(rows.getObject(i)));
      }
      table.add(String.join("|", row));
    }
    return table;
  }

  private static List<String> names(ResultSet rows, String column) throws SQLException {
    List<String> names = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        names.add(rows.getString(column));
      }
    }
    return names;
  }
}
