package io.tiangong.gateway.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.spi.testing.Gate;
import io.tiangong.v1.ErrorInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.client.ClientCookieMiddleware;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TimeStampSecTZVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Flight door as Arrow's own client sees it. */
@Timeout(120)
class FlightClientTest {

  @TempDir private static Path directory;
  private static FlightGateway gateway;
  private BufferAllocator memory;
  private FlightClient flight;
  private FlightSqlClient client;
  private CallOption login;

  @BeforeAll
  static void start() throws IOException {
    gateway = new FlightGateway(directory, "default-schema: test");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void connect() {
    memory = new RootAllocator();
    flight =
        FlightClient.builder(memory, Location.forGrpcInsecure("127.0.0.1", gateway.port()))
            .intercept(new ClientCookieMiddleware.Factory())
            .build();
    client = new FlightSqlClient(flight);
    login = flight.authenticateBasicToken("analyst", FlightGateway.PASSWORD).orElseThrow();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    client.close();
    memory.close();
    assertThat(gateway.flightMemory()).isZero();
    assertThat(gateway.source.openStreams()).isZero();
  }

  @Test
  void jsonIsArrowsExtension() {
    FlightInfo info = client.execute("SELECT CAST('[1]' AS JSON) AS j", login);
    assertThat(info.getSchemaOptional().orElseThrow().findField("j").getMetadata())
        .containsEntry("ARROW:extension:name", "arrow.json")
        .containsEntry("ARROW:extension:metadata", "");
    assertThat(rows(info)).containsExactly("[1]");
  }

  @Test
  void ticketMayBeFetchedAgain() {
    FlightInfo info = client.execute("SELECT COUNT(*) AS n FROM t", login);
    assertThat(info.getSchemaOptional().orElseThrow().findField("n")).isNotNull();
    assertThat(rows(info)).containsExactly("1000");
    assertThat(rows(info)).containsExactly("1000");
  }

  @Test
  void batchesAreNotCutAndNotCopiedCellByCell() throws Exception {
    FlightInfo info = client.execute("SELECT a.id FROM t AS a CROSS JOIN t AS b", login);
    try (FlightStream stream = stream(info)) {
      long count = 0;
      int batches = 0;
      while (stream.next()) {
        count += stream.getRoot().getRowCount();
        batches++;
      }
      assertThat(count).isEqualTo(1_000_000);
      assertThat(batches).isLessThan(2_000);
    }
  }

  @Test
  void nothingIsLostWhenTheReaderStopsEarly() throws Exception {
    FlightInfo info = client.execute("SELECT a.id FROM t AS a, t AS b, t AS c", login);
    try (FlightStream stream = stream(info)) {
      assertThat(stream.next()).isTrue();
      stream.cancel("enough", null);
    }
    awaitQuiet();
  }

  @Test
  void cancelFlightInfoEndsTheRunningQuery() throws Exception {
    Gate gate = gateway.source.holdOpens();
    FlightInfo info = client.execute("SELECT name FROM t", login);
    CompletableFuture<FlightRuntimeException> failure =
        CompletableFuture.supplyAsync(
            () -> catchThrowableOfType(FlightRuntimeException.class, () -> rows(info)));
    gate.awaitArrival();
    assertThat(client.cancelFlightInfo(new CancelFlightInfoRequest(info), login).getStatus())
        .isEqualTo(CancelStatus.CANCELLED);
    assertThat(failure.get().status().code()).isEqualTo(FlightStatusCode.CANCELLED);
    assertThat(client.cancelFlightInfo(new CancelFlightInfoRequest(info), login).getStatus())
        .isEqualTo(CancelStatus.NOT_CANCELLABLE);
    gate.release();
    awaitQuiet();
  }

  @Test
  void deadlineOfTheCallEndsTheQuery() {
    Gate gate = gateway.source.holdOpens();
    FlightInfo info = client.execute("SELECT name FROM t", login);
    FlightRuntimeException failure =
        catchThrowableOfType(
            FlightRuntimeException.class,
            () -> rows(info, CallOptions.timeout(50, TimeUnit.MILLISECONDS)));
    assertThat(failure.status().code()).isEqualTo(FlightStatusCode.TIMED_OUT);
    gate.release();
    awaitQuiet();
  }

  @Test
  void parametersOfOtherArrowTypesAreTaken() {
    PreparedStatement statement =
        client.prepare(
            "SELECT CAST(? AS BIGINT), CAST(? AS DECIMAL(20, 0)), CAST(? AS VARCHAR),"
                + " CAST(? AS DATE), CAST(? AS TIME), CAST(? AS TIMESTAMP),"
                + " CAST(? AS VARCHAR), CAST(? AS DECIMAL(10, 2))",
            login);
    try (VectorSchemaRoot parameters =
        row(
            new IntVector("i", memory),
            new UInt8Vector("u", memory),
            new LargeVarCharVector("s", memory),
            new DateDayVector("d", memory),
            new TimeNanoVector("t", memory),
            new TimeStampNanoVector("n", memory),
            new TimeStampSecTZVector("z", memory, "UTC"),
            new DecimalVector("x", memory, 30, 5))) {
      ((IntVector) parameters.getVector(0)).setSafe(0, 7);
      ((UInt8Vector) parameters.getVector(1)).setSafe(0, -1);
      ((LargeVarCharVector) parameters.getVector(2))
          .setSafe(0, "text".getBytes(StandardCharsets.UTF_8));
      ((DateDayVector) parameters.getVector(3)).setSafe(0, 20_768);
      ((TimeNanoVector) parameters.getVector(4)).setSafe(0, 1_001_000L);
      ((TimeStampNanoVector) parameters.getVector(5)).setSafe(0, 1_500_001_000L);
      parameters.getVector(6).setNull(0);
      ((DecimalVector) parameters.getVector(7)).setSafe(0, new java.math.BigDecimal("1.50000"));
      statement.setParameters(parameters);
      assertThat(rows(statement.execute(login)))
          .containsExactly(
              "7|18446744073709551615|text|20768|1001|1970-01-01T00:00:01.500001|null|1.50");
    }
    statement.close(login);
  }

  @Test
  void severalRowsOfParametersAreRefused() {
    PreparedStatement statement = client.prepare("SELECT name FROM t WHERE id = ?", login);
    try (BigIntVector ids = new BigIntVector("id", memory)) {
      ids.setSafe(0, 1);
      ids.setSafe(1, 2);
      ids.setValueCount(2);
      try (VectorSchemaRoot parameters = VectorSchemaRoot.of(ids)) {
        statement.setParameters(parameters);
        assertThatThrownBy(() -> statement.execute(login)).hasMessageContaining("NOT_SUPPORTED");
      }
    }
    statement.close(login);
  }

  @Test
  void errorsCarryCodeStateAndQuery() throws Exception {
    FlightRuntimeException planning =
        catchThrowableOfType(
            FlightRuntimeException.class, () -> client.execute("SELECT nam FROM t", login));
    assertThat(info(planning).getCode()).isEqualTo("COLUMN_NOT_FOUND");
    assertThat(info(planning).getSqlState()).isEqualTo("42703");
    FlightInfo info = client.execute("SELECT CAST(name AS BIGINT) FROM t", login);
    FlightRuntimeException running =
        catchThrowableOfType(FlightRuntimeException.class, () -> rows(info));
    assertThat(info(running).getCode()).isEqualTo("INVALID_CAST");
    assertThat(info(running).getQueryId()).isNotEmpty();
  }

  @Test
  void writingIsRefusedWithATypedError() {
    FlightRuntimeException refusal =
        catchThrowableOfType(
            FlightRuntimeException.class, () -> client.executeUpdate("DELETE FROM t", login));
    assertThat(info(refusal).getCode()).isEqualTo("NOT_SUPPORTED");
    FlightRuntimeException transaction =
        catchThrowableOfType(FlightRuntimeException.class, () -> client.beginTransaction(login));
    assertThat(info(transaction).getCode()).isEqualTo("NOT_SUPPORTED");
  }

  @Test
  void sessionRemembersItsSchemaUntilItIsClosed() {
    assertThat(session()).isEqualTo("test");
    SetSessionOptionsResult result =
        client.setSessionOptions(
            new SetSessionOptionsRequest(
                Map.of(
                    "schema", SessionOptionValueFactory.makeSessionOptionValue("other"),
                    "colour", SessionOptionValueFactory.makeSessionOptionValue("red"))),
            login);
    assertThat(result.getErrors()).containsOnlyKeys("colour");
    assertThat(session()).isEqualTo("other");
    assertThat(rows(client.execute("SELECT COUNT(*) FROM v", login))).containsExactly("9");
    assertThat(
            client
                .setSessionOptions(
                    new SetSessionOptionsRequest(
                        Map.of("schema", SessionOptionValueFactory.makeSessionOptionValue("none"))),
                    login)
                .getErrors())
        .containsOnlyKeys("schema");
    assertThat(client.closeSession(new CloseSessionRequest(), login).getStatus())
        .isEqualTo(CloseSessionResult.Status.CLOSED);
    assertThat(session()).isEqualTo("test");
  }

  @Test
  void everyFactIsToldAloneAndAllTogether() throws Exception {
    List<SqlInfo> all =
        Stream.of(SqlInfo.values())
            .filter(info -> info != SqlInfo.UNRECOGNIZED)
            .filter(info -> !info.name().startsWith("SQL_SUPPORTED_CONCURRENCIES"))
            .toList();
    assertThat(rows(client.getSqlInfo(new SqlInfo[0], login))).hasSize(all.size());
    for (SqlInfo info : all) {
      assertThat(rows(client.getSqlInfo(new SqlInfo[] {info}, login))).as(info.name()).hasSize(1);
    }
    assertThat(rows(client.getSqlInfo(List.of(99_999), login))).isEmpty();
  }

  @Test
  void typesAreToldAloneAndAllTogether() {
    assertThat(rows(client.getXdbcTypeInfo(login)))
        .hasSize(15)
        .anyMatch(row -> row.startsWith("JSON|12|"))
        .anyMatch(row -> row.startsWith("DECIMAL|3|38"));
    assertThat(rows(client.getXdbcTypeInfo(java.sql.Types.BIGINT, login)))
        .singleElement()
        .asString()
        .startsWith("BIGINT|-5|19");
  }

  @Test
  void wordsThatAreNoRequestAreRefused() {
    FlightRuntimeException refusal =
        catchThrowableOfType(
            FlightRuntimeException.class,
            () -> flight.getInfo(org.apache.arrow.flight.FlightDescriptor.path("x"), login));
    assertThat(info(refusal).getCode()).isEqualTo("INVALID_REQUEST");
  }

  private String session() {
    SessionOptionValue schema =
        client
            .getSessionOptions(new GetSessionOptionsRequest(), login)
            .getSessionOptions()
            .get("schema");
    return schema.acceptVisitor(
        new org.apache.arrow.flight.NoOpSessionOptionValueVisitor<String>() {
          @Override
          public String visit(String value) {
            return value;
          }
        });
  }

  private FlightStream stream(FlightInfo info, CallOption... more) {
    List<CallOption> options = new ArrayList<>(List.of(more));
    options.add(login);
    return client.getStream(
        info.getEndpoints().get(0).getTicket(), options.toArray(CallOption[]::new));
  }

  private List<String> rows(FlightInfo info, CallOption... more) {
    List<String> rows = new ArrayList<>();
    try (FlightStream stream = stream(info, more)) {
      while (stream.next()) {
        VectorSchemaRoot root = stream.getRoot();
        for (int i = 0; i < root.getRowCount(); i++) {
          int row = i;
          rows.add(
              root.getFieldVectors().stream()
                  .map(vector -> String.valueOf(vector.getObject(row)))
                  .reduce((a, b) -> a + "|" + b)
                  .orElse(""));
        }
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  private static ErrorInfo info(FlightRuntimeException failure) {
    byte[] bytes =
        Objects.requireNonNull(failure.status().metadata()).getByte("tiangong-error-bin");
    try {
      return ErrorInfo.parseFrom(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static VectorSchemaRoot row(FieldVector... vectors) {
    for (FieldVector vector : vectors) {
      vector.allocateNew();
    }
    VectorSchemaRoot root = VectorSchemaRoot.of(vectors);
    root.setRowCount(1);
    return root;
  }

  private static void awaitQuiet() {
    while (gateway.source.openStreams() > 0 || gateway.flightMemory() > 0) {
      Thread.onSpinWait();
    }
  }
}
