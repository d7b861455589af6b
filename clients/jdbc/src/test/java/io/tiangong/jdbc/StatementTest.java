package io.tiangong.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.tiangong.client.TiangongException;
import io.tiangong.client.testing.LoopbackGateway;
import io.tiangong.client.testing.ScriptedAnswer;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.TypeKind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StatementTest {

  private static final String SQL = "SELECT * FROM t";

  private LoopbackGateway gateway;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws Exception {
    gateway = new LoopbackGateway();
    connection = DriverManager.getConnection("jdbc:tiangong://" + gateway.target() + "/kpi");
    statement = connection.createStatement();
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
    gateway.close();
  }

  private static ScriptedAnswer numbers(int rows) {
    ScriptedAnswer answer = new ScriptedAnswer().column("n", TypeKind.TYPE_KIND_BIGINT);
    for (long i = 0; i < rows; i++) {
      answer.row(i);
    }
    return answer;
  }

  @Test
  void allTypesAreReadAsJdbcReadsThem() throws SQLException {
    gateway.answers(
        SQL,
        new ScriptedAnswer()
            .column("truth", TypeKind.TYPE_KIND_BOOLEAN)
            .column("tiny", TypeKind.TYPE_KIND_TINYINT)
            .column("number", TypeKind.TYPE_KIND_INTEGER)
            .column("big", TypeKind.TYPE_KIND_BIGINT)
            .column("price", TypeKind.TYPE_KIND_DECIMAL, 10, 2)
            .column("exact", TypeKind.TYPE_KIND_DECIMAL, 38, 4)
            .column("small", TypeKind.TYPE_KIND_FLOAT)
            .column("wide", TypeKind.TYPE_KIND_DOUBLE)
            .column("text", TypeKind.TYPE_KIND_VARCHAR)
            .column("raw", TypeKind.TYPE_KIND_VARBINARY)
            .column("day", TypeKind.TYPE_KIND_DATE)
            .column("clock", TypeKind.TYPE_KIND_TIME, 3, 0)
            .column("moment", TypeKind.TYPE_KIND_TIMESTAMP, 6, 0)
            .column("instant", TypeKind.TYPE_KIND_TIMESTAMP_LTZ, 3, 0)
            .row(
                true,
                7,
                -3,
                1L << 40,
                new BigDecimal("12.50"),
                new BigDecimal("12345678901234567890.1234"),
                0.1f,
                2.5,
                "顺丰",
                new byte[] {1, -1},
                LocalDate.of(2026, 11, 11),
                LocalTime.of(8, 30, 1, 250_000_000),
                LocalDateTime.of(2026, 11, 11, 8, 30, 0, 123_456_000),
                Instant.parse("2026-11-11T00:30:00.500Z")));
    ResultSet row = statement.executeQuery(SQL);
    assertThat(row.next()).isTrue();
    assertThat(row.getObject("truth")).isEqualTo(true);
    assertThat(row.getObject("tiny")).isEqualTo(7);
    assertThat(row.getObject("number")).isEqualTo(-3);
    assertThat(row.getObject("big")).isEqualTo(1L << 40);
    assertThat(row.getBigDecimal("price")).isEqualTo("12.50");
    assertThat(row.getObject("exact")).isEqualTo(new BigDecimal("12345678901234567890.1234"));
    assertThat(row.getObject("small")).isEqualTo(0.1f);
    assertThat(row.getString("small")).isEqualTo("0.1");
    assertThat(row.getDouble("wide")).isEqualTo(2.5);
    assertThat(row.getInt("wide")).isEqualTo(2);
    assertThat(row.getString("text")).isEqualTo("顺丰");
    assertThat(row.getBytes("raw")).containsExactly(1, -1);
    assertThat(row.getDate("day")).isEqualTo(java.sql.Date.valueOf("2026-11-11"));
    assertThat(row.getObject("day", LocalDate.class)).isEqualTo(LocalDate.of(2026, 11, 11));
    assertThat(row.getTime("clock")).isEqualTo(new java.sql.Time(millis("1970-01-01T08:30:01.25")));
    assertThat(row.getString("clock")).isEqualTo("08:30:01.250");
    assertThat(row.getObject("moment"))
        .isEqualTo(java.sql.Timestamp.valueOf("2026-11-11 08:30:00.123456"));
    assertThat(row.getObject("moment", LocalDateTime.class).getNano()).isEqualTo(123_456_000);
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    assertThat(row.getTimestamp("moment", tokyo).toInstant())
        .isEqualTo(Instant.parse("2026-11-10T23:30:00.123456Z"));
    assertThat(row.getObject("instant"))
        .isEqualTo(OffsetDateTime.of(2026, 11, 11, 0, 30, 0, 500_000_000, ZoneOffset.UTC));
    assertThat(row.getTimestamp("instant").toInstant())
        .isEqualTo(Instant.parse("2026-11-11T00:30:00.500Z"));
    assertThat(row.next()).isFalse();
  }

  private static long millis(String local) {
    return java.sql.Timestamp.valueOf(LocalDateTime.parse(local)).getTime();
  }

  @Test
  void nullIsNullOrZeroAndWasNullSaysSo() throws SQLException {
    gateway.answers(SQL, numbers(0).row((Object) null).row(5L));
    ResultSet row = statement.executeQuery(SQL);
    row.next();
    assertThat(row.getLong(1)).isZero();
    assertThat(row.wasNull()).isTrue();
    assertThat(row.getObject(1)).isNull();
    assertThat(row.getString(1)).isNull();
    assertThat(row.getTimestamp(1)).isNull();
    row.next();
    assertThat(row.getInt(1)).isEqualTo(5);
    assertThat(row.wasNull()).isFalse();
  }

  @Test
  void whatCantBeReadSaysWhyWithASqlState() throws SQLException {
    gateway.answers(SQL, numbers(0).row(1L << 40));
    ResultSet row = statement.executeQuery(SQL);
    row.next();
    state(() -> row.getInt(1), SQLDataException.class, "22003", "1099511627776 in column n");
    state(() -> row.getDate(1), SQLDataException.class, "42804", "column n is BIGINT");
    state(() -> row.getLong(2), SQLSyntaxErrorException.class, "42703", "no column 2; it has n");
    state(() -> row.getLong("m"), SQLSyntaxErrorException.class, "42703", "no column m; it has n");
    row.next();
    state(() -> row.getLong(1), SQLNonTransientException.class, "24000", "not on a row");
    row.close();
    state(row::next, SQLNonTransientException.class, "24000", "closed");
    statement.close();
    state(() -> statement.executeQuery(SQL), SQLNonTransientException.class, "HY010", "closed");
    connection.close();
    state(connection::createStatement, SQLException.class, "08003", "closed");
  }

  @ParameterizedTest
  @CsvSource({
    "SYNTAX_ERROR, 1001, 42601, false, INVALID_ARGUMENT, java.sql.SQLSyntaxErrorException",
    "PERMISSION_DENIED, 1102, 42501, false, PERMISSION_DENIED, java.sql.SQLNonTransientException",
    "UNAUTHENTICATED, 1101, 28000, false, UNAUTHENTICATED,"
        + " java.sql.SQLInvalidAuthorizationSpecException",
    "NOT_SUPPORTED, 1007, 0A000, false, UNIMPLEMENTED,"
        + " java.sql.SQLFeatureNotSupportedException",
    "INVALID_CAST, 1010, 22018, false, INVALID_ARGUMENT, java.sql.SQLDataException",
    "DEADLINE_EXCEEDED, 1202, 57014, false, DEADLINE_EXCEEDED, java.sql.SQLTimeoutException",
    "SOURCE_UNAVAILABLE, 3001, 08001, true, UNAVAILABLE,"
        + " java.sql.SQLTransientConnectionException",
    "OVERLOADED, 2005, 53300, true, RESOURCE_EXHAUSTED, java.sql.SQLTransientException",
    "INTERNAL, 5001, XX000, false, INTERNAL, java.sql.SQLNonTransientException",
  })
  void errorsOfTheGatewayKeepStateNumberAndQuery(
      String code, int number, String state, boolean retryable, Status.Code grpc, Class<?> type) {
    gateway.fails(
        SQL,
        grpc.toStatus(),
        ErrorInfo.newBuilder()
            .setCode(code)
            .setNumber(number)
            .setSqlState(state)
            .setRetryable(retryable)
            .setRetryDelayMillis(1)
            .setQueryId("q-7")
            .setMessage("so it is")
            .build());
    SQLException error =
        catchThrowableOfType(SQLException.class, () -> statement.executeQuery(SQL));
    assertThatObject(error)
        .isExactlyInstanceOf(type)
        .returns(code + ": so it is (query q-7)", SQLException::getMessage)
        .returns(state, SQLException::getSQLState)
        .returns(number, SQLException::getErrorCode)
        .matches(e -> e.getCause() instanceof TiangongException);
  }

  @Test
  void cancelEndsTheQueryAtTheGateway() throws Exception {
    gateway.hangs(SQL, numbers(2).messages(2).get(0), numbers(2).messages(2).get(1));
    ResultSet rows = statement.executeQuery(SQL);
    rows.next();
    rows.next();
    CompletableFuture<SQLException> failure =
        CompletableFuture.supplyAsync(() -> catchThrowableOfType(SQLException.class, rows::next));
    statement.cancel();
    assertThatObject(failure.get()).returns("57014", SQLException::getSQLState);
    assertThat(gateway.sawCancel()).isTrue();
  }

  @Test
  void abortEndsWhatOtherThreadsRead() throws Exception {
    gateway.hangs(SQL, numbers(1).messages(1).get(0), numbers(1).messages(1).get(1));
    ResultSet rows = statement.executeQuery(SQL);
    rows.next();
    CompletableFuture<SQLException> failure =
        CompletableFuture.supplyAsync(() -> catchThrowableOfType(SQLException.class, rows::next));
    connection.abort(Runnable::run);
    assertThatObject(failure.get()).returns("57014", SQLException::getSQLState);
    assertThat(gateway.sawCancel()).isTrue();
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  void queryTimeoutEndsTheQueryAtTheGateway() throws Exception {
    gateway.hangs(SQL);
    statement.setQueryTimeout(1);
    state(() -> statement.executeQuery(SQL), SQLTimeoutException.class, "57014", "timeout");
    assertThat(gateway.sawCancel()).isTrue();
  }

  @Test
  void networkTimeoutBoundsWhatHasNoTimeout() throws Exception {
    gateway.hangs(SQL);
    connection.setNetworkTimeout(Runnable::run, 200);
    state(() -> statement.executeQuery(SQL), SQLTimeoutException.class, "57014", "timeout");
  }

  @Test
  void closingARunningResultEndsItsQuery() throws Exception {
    gateway.hangs(SQL, numbers(2).messages(2).get(0));
    statement.executeQuery(SQL).close();
    assertThat(gateway.sawCancel()).isTrue();
  }

  @Test
  void rowsAreCutByTheGatewayAndTheCutIsAWarning() throws Exception {
    gateway.answers(SQL, numbers(3).cut());
    statement.setMaxRows(3);
    ResultSet rows = statement.executeQuery(SQL);
    while (rows.next()) {
      assertThatObject(rows.getWarnings()).isNull();
    }
    assertThat(gateway.requests.take())
        .returns(3L, r -> r.getMaxRows())
        .matches(r -> r.getTruncate());
    assertThatObject(rows.getWarnings())
        .returns("the answer was cut after 3 rows; there are more", SQLException::getMessage)
        .returns("01004", SQLException::getSQLState);
    assertThatObject(statement.getWarnings()).isSameAs(rows.getWarnings());
    statement.clearWarnings();
    assertThatObject(statement.getWarnings()).isNull();
  }

  @Test
  void schemaOfTheUrlAndOfTheConnectionTravelWithTheQuery() throws Exception {
    gateway.answers(SQL, numbers(1));
    statement.executeQuery(SQL);
    connection.setSchema("ord");
    statement.executeQuery(SQL);
    assertThat(gateway.requests.take().getSchema()).isEqualTo("kpi");
    assertThat(gateway.requests.take().getSchema()).isEqualTo("ord");
  }

  @Test
  void gatewayThatGoesAwayMidStreamIsAConnectionFailure() throws Exception {
    gateway.hangs(SQL, numbers(1).messages(1).get(0), numbers(1).messages(1).get(1));
    ResultSet rows = statement.executeQuery(SQL);
    rows.next();
    gateway.kill();
    state(rows::next, SQLTransientConnectionException.class, "08001", "no gateway answers at");
    assertThat(connection.isValid(5)).isFalse();
  }

  @Test
  void largeAnswersStreamWhateverTheFetchSize() throws Exception {
    gateway.streams(SQL, numbers(10_000), 100);
    for (int fetch : new int[] {0, 1, 1000, 1_000_000}) {
      statement.setFetchSize(fetch);
      ResultSet rows = statement.executeQuery(SQL);
      long sum = 0;
      while (rows.next()) {
        sum += rows.getLong(1);
      }
      assertThat(sum).isEqualTo(49_995_000);
    }
  }

  @Test
  void newQueryEndsTheOneBefore() throws Exception {
    gateway.hangs(SQL, numbers(2).messages(2).get(0));
    gateway.answers("SELECT 1", numbers(1));
    ResultSet first = statement.executeQuery(SQL);
    statement.executeQuery("SELECT 1");
    assertThat(first.isClosed()).isTrue();
    assertThat(gateway.sawCancel()).isTrue();
  }

  @Test
  void updatesBatchesKeysAndProceduresAreRefused() {
    unsupported(() -> statement.executeUpdate("DELETE FROM t"), "use executeQuery");
    unsupported(() -> statement.addBatch(SQL), "batches are for updates");
    unsupported(statement::executeBatch, "batches are for updates");
    unsupported(() -> connection.prepareCall("{call f()}"), "no procedures");
    unsupported(() -> connection.prepareStatement(SQL, new int[] {1}), "no generated keys");
    unsupported(() -> statement.setMaxFieldSize(10), "fields are never cut");
    unsupported(connection::setSavepoint, "no savepoints");
  }

  private static void unsupported(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    state(call, SQLFeatureNotSupportedException.class, "0A000", message);
  }

  static void state(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call,
      Class<? extends SQLException> type,
      String state,
      String message) {
    assertThatThrownBy(call)
        .isInstanceOf(type)
        .hasMessageContaining(message)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo(state);
  }
}
