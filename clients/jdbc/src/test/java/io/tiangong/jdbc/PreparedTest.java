package io.tiangong.jdbc;

import static io.tiangong.jdbc.StatementTest.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.client.testing.LoopbackGateway;
import io.tiangong.client.testing.ScriptedAnswer;
import io.tiangong.v1.Column;
import io.tiangong.v1.PrepareResponse;
import io.tiangong.v1.Type;
import io.tiangong.v1.TypeKind;
import io.tiangong.v1.Value;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PreparedTest {

  private static final String SQL = "SELECT id FROM ord.orders WHERE x = ?";
  private static final ScriptedAnswer ANSWER =
      new ScriptedAnswer().column("id", TypeKind.TYPE_KIND_BIGINT).row(1L);

  private LoopbackGateway gateway;
  private Connection connection;

  @BeforeEach
  void connect() throws Exception {
    gateway = new LoopbackGateway();
    connection = DriverManager.getConnection("jdbc:tiangong://" + gateway.target());
    expecting(TypeKind.TYPE_KIND_VARCHAR);
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
    gateway.close();
  }

  private void expecting(TypeKind kind) {
    Type type = Type.newBuilder().setKind(kind).setPrecision(6).setScale(2).build();
    Type result = Type.newBuilder().setKind(TypeKind.TYPE_KIND_BIGINT).setNullable(true).build();
    gateway.answers(SQL, ANSWER);
    gateway.prepares(
        SQL,
        PrepareResponse.newBuilder()
            .addColumns(Column.newBuilder().setName("id").setType(result))
            .addParameterTypes(type)
            .build());
  }

  @FunctionalInterface
  private interface Setter {
    void set(PreparedStatement statement) throws SQLException;
  }

  /** The value that arrives at a gateway which expects this type. */
  private Value sent(TypeKind expected, Setter setter) throws Exception {
    connection.close();
    connection = DriverManager.getConnection("jdbc:tiangong://" + gateway.target());
    expecting(expected);
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      setter.set(statement);
      assertThat(statement.executeQuery().next()).isTrue();
    }
    return gateway.requests.take().getParameters(0);
  }

  @Test
  void numbersArriveAsTheTypeOfTheirPlace() throws Exception {
    assertThat(sent(TypeKind.TYPE_KIND_BIGINT, s -> s.setInt(1, 7)))
        .returns(TypeKind.TYPE_KIND_UNSPECIFIED, v -> v.getType().getKind())
        .returns(7L, Value::getInt64Value);
    assertThat(sent(TypeKind.TYPE_KIND_INTEGER, s -> s.setLong(1, 7)).getType().getKind())
        .isEqualTo(TypeKind.TYPE_KIND_INTEGER);
    assertThat(sent(TypeKind.TYPE_KIND_BIGINT, s -> s.setString(1, "42")).getInt64Value())
        .isEqualTo(42);
    assertThat(sent(TypeKind.TYPE_KIND_BIGINT, s -> s.setObject(1, "42", Types.BIGINT)))
        .returns(42L, Value::getInt64Value);
    assertThat(sent(TypeKind.TYPE_KIND_DECIMAL, s -> s.setBigDecimal(1, new BigDecimal("1.25"))))
        .returns("1.25", Value::getStringValue);
    assertThat(sent(TypeKind.TYPE_KIND_DOUBLE, s -> s.setFloat(1, 0.5f)).getDoubleValue())
        .isEqualTo(0.5);
    assertThat(sent(TypeKind.TYPE_KIND_BOOLEAN, s -> s.setBoolean(1, true)).getBoolValue())
        .isTrue();
  }

  @Test
  void textBytesAndStreamsArriveWhole() throws Exception {
    byte[] bytes = {1, 2};
    assertThat(sent(TypeKind.TYPE_KIND_VARCHAR, s -> s.setString(1, "顺")).getStringValue())
        .isEqualTo("顺");
    assertThat(
            sent(TypeKind.TYPE_KIND_VARCHAR, s -> s.setCharacterStream(1, new StringReader("ab"))))
        .returns("ab", Value::getStringValue);
    assertThat(
            sent(
                TypeKind.TYPE_KIND_VARCHAR,
                s ->
                    s.setAsciiStream(
                        1, new ByteArrayInputStream("ab".getBytes(StandardCharsets.US_ASCII)))))
        .returns("ab", Value::getStringValue);
    UUID id = UUID.fromString("00000000-0000-0000-0000-000000000001");
    assertThat(sent(TypeKind.TYPE_KIND_VARCHAR, s -> s.setObject(1, id)).getStringValue())
        .isEqualTo(id.toString());
    assertThat(sent(TypeKind.TYPE_KIND_VARBINARY, s -> s.setBytes(1, bytes)).getBytesValue())
        .containsExactly((byte) 1, (byte) 2);
    assertThat(
            sent(
                TypeKind.TYPE_KIND_VARBINARY,
                s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes))))
        .matches(v -> v.getBytesValue().size() == 2);
  }

  @Test
  void datesAndTimesArriveToTheMicrosecond() throws Exception {
    long day = LocalDate.of(2026, 11, 11).toEpochDay();
    for (Object date :
        new Object[] {
          java.sql.Date.valueOf("2026-11-11"), LocalDate.of(2026, 11, 11), "2026-11-11"
        }) {
      assertThat(sent(TypeKind.TYPE_KIND_DATE, s -> s.setObject(1, date)))
          .returns(TypeKind.TYPE_KIND_DATE, v -> v.getType().getKind())
          .returns(day, Value::getInt64Value);
    }
    long noon = LocalTime.NOON.toNanoOfDay() / 1000;
    assertThat(sent(TypeKind.TYPE_KIND_TIME, s -> s.setTime(1, java.sql.Time.valueOf("12:00:00"))))
        .returns(noon, Value::getInt64Value);
    long micros = 1_794_385_800_123_456L;
    LocalDateTime local = LocalDateTime.parse("2026-11-11T08:30:00.123456");
    for (Object timestamp :
        new Object[] {java.sql.Timestamp.valueOf(local), local, "2026-11-11 08:30:00.123456"}) {
      assertThat(sent(TypeKind.TYPE_KIND_TIMESTAMP, s -> s.setObject(1, timestamp)))
          .returns(TypeKind.TYPE_KIND_TIMESTAMP, v -> v.getType().getKind())
          .returns(micros, Value::getInt64Value);
    }
    Instant instant = Instant.parse("2026-11-11T08:30:00.123456Z");
    for (Object moment :
        new Object[] {
          instant,
          OffsetDateTime.parse("2026-11-11T16:30:00.123456+08:00"),
          java.sql.Timestamp.from(instant)
        }) {
      assertThat(sent(TypeKind.TYPE_KIND_TIMESTAMP_LTZ, s -> s.setObject(1, moment)))
          .returns(TypeKind.TYPE_KIND_TIMESTAMP_LTZ, v -> v.getType().getKind())
          .returns(micros, Value::getInt64Value);
    }
  }

  @Test
  void nullHasTheTypeOfItsPlace() throws Exception {
    Value none = sent(TypeKind.TYPE_KIND_DATE, s -> s.setNull(1, Types.OTHER));
    assertThat(none.getType().getKind()).isEqualTo(TypeKind.TYPE_KIND_DATE);
    assertThat(none.getValueCase()).isEqualTo(Value.ValueCase.VALUE_NOT_SET);
    assertThat(sent(TypeKind.TYPE_KIND_DATE, s -> s.setDate(1, null)).getValueCase())
        .isEqualTo(Value.ValueCase.VALUE_NOT_SET);
  }

  @Test
  void shapeIsKnownBeforeTheStatementRuns() throws Exception {
    expecting(TypeKind.TYPE_KIND_DECIMAL);
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      ResultSetMetaData columns = statement.getMetaData();
      assertThat(columns.getColumnCount()).isOne();
      assertThat(columns.getColumnLabel(1)).isEqualTo("id");
      assertThat(columns.getColumnType(1)).isEqualTo(Types.BIGINT);
      assertThat(columns.getColumnClassName(1)).isEqualTo("java.lang.Long");
      assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNullable);
      ParameterMetaData parameters = statement.getParameterMetaData();
      assertThat(parameters.getParameterCount()).isOne();
      assertThat(parameters.getParameterType(1)).isEqualTo(Types.DECIMAL);
      assertThat(parameters.getPrecision(1)).isEqualTo(6);
      assertThat(parameters.getScale(1)).isEqualTo(2);
      assertThat(parameters.getParameterClassName(1)).isEqualTo("java.math.BigDecimal");
      assertThat(gateway.requests).isEmpty();
    }
  }

  @Test
  void preparingAgainAsksNobodyUntilTheStatementFails() throws Exception {
    for (int i = 0; i < 3; i++) {
      connection.prepareStatement(SQL).close();
    }
    assertThat(gateway.prepares.get()).isOne();
    gateway.fails(
        SQL, io.grpc.Status.INVALID_ARGUMENT, io.tiangong.v1.ErrorInfo.getDefaultInstance());
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, "x");
      state(statement::executeQuery, SQLException.class, "", "");
    }
    connection.prepareStatement(SQL).close();
    assertThat(gateway.prepares.get()).isEqualTo(2);
  }

  @Test
  void wrongStatementFailsWhenItIsPrepared() {
    state(
        () -> connection.prepareStatement("SELEC 1"),
        SQLSyntaxErrorException.class,
        "42601",
        "not scripted: SELEC 1 (query q-9)");
  }

  @Test
  void wrongParametersAreNamed() throws Exception {
    expecting(TypeKind.TYPE_KIND_DATE);
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      state(statement::executeQuery, SQLDataException.class, "22023", "parameter 1 is not set");
      state(
          () -> statement.setInt(2, 1),
          SQLDataException.class,
          "22023",
          "there is no parameter 2; the statement has 1");
      state(
          () -> statement.setString(1, "tomorrow"),
          SQLDataException.class,
          "22023",
          "'tomorrow' in column parameter 1 is no date");
      state(
          () -> statement.setObject(1, new Object()),
          SQLDataException.class,
          "22023",
          "parameter 1 is a java.lang.Object");
      state(statement::addBatch, SQLFeatureNotSupportedException.class, "0A000", "batches");
      state(
          statement::executeUpdate, SQLFeatureNotSupportedException.class, "0A000", "executeQuery");
      statement.setDate(1, java.sql.Date.valueOf("2026-11-11"));
      statement.clearParameters();
      state(statement::executeQuery, SQLDataException.class, "22023", "parameter 1 is not set");
    }
  }
}
