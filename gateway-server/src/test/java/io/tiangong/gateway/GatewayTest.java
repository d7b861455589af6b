package io.tiangong.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.tiangong.gateway.config.GatewayConfig;
import io.tiangong.gateway.testing.Plans;
import io.tiangong.offline.DuckDbEngine;
import io.tiangong.offline.EngineSettings;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.testing.Gate;
import io.tiangong.spi.testing.InMemorySource;
import io.tiangong.v1.Column;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.PrepareRequest;
import io.tiangong.v1.PrepareResponse;
import io.tiangong.v1.QueryServiceGrpc;
import io.tiangong.v1.Type;
import io.tiangong.v1.TypeKind;
import io.tiangong.v1.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway: real planner, real engine, in-memory sources. */
@Timeout(120)
class GatewayTest {

  private static final String DDL =
      """
      CREATE SOURCE a WITH ('type' = 'memory');
      CREATE SOURCE b WITH ('type' = 'memory');
      CREATE TABLE test.t (id BIGINT, name VARCHAR, PRIMARY KEY (id) NOT ENFORCED)
        WITH ('source' = 'a');
      CREATE TABLE test.u (id BIGINT, name VARCHAR, PRIMARY KEY (id) NOT ENFORCED)
        WITH ('source' = 'b');
      """;

  @TempDir private Path directory;
  private final List<String> progress = new ArrayList<>();
  private final Map<String, InMemorySource> sources =
      Map.of("a", new InMemorySource("a"), "b", new InMemorySource("b"));

  @BeforeEach
  void writeCatalog() throws IOException {
    Files.createDirectory(directory.resolve("catalog"));
    Files.writeString(directory.resolve("catalog/test.sql"), DDL);
    Plans.table(source("a"), "t", Plans.rows(300));
    Plans.table(source("b"), "u", Plans.rows(20));
  }

  @AfterEach
  void streamsAreClosed() {
    assertThat(source("a").openStreams() + source("b").openStreams()).isZero();
  }

  @Test
  void startTellsEachPartAndReady() {
    try (Gateway gateway = start("")) {
      assertThat(progress)
          .containsExactly(
              "catalog: 2 tables, 1 files",
              "source a (memory): answers",
              "source b (memory): answers",
              "READY 127.0.0.1:" + gateway.port());
    }
  }

  @Test
  void pointQueryGoesToItsSourceAlone() {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      List<ExecuteResponse> answer = client.query("SELECT name FROM test.t WHERE id = 7");
      assertThat(answer).hasSize(1);
      assertThat(answer.get(0).getBatch().getColumns(0).getStringValuesList())
          .containsExactly("name 7");
      client.query("SELECT name FROM test.t WHERE id = 8");
      assertThat(client.query("SELECT name FROM test.t WHERE id = 9").get(0).getTrailer())
          .satisfies(trailer -> assertThat(trailer.getPlanCached()).isTrue());
      assertThat(gateway.metrics().served()).isEqualTo(3);
      assertThat(gateway.leaks()).isZero();
    }
  }

  @Test
  void joinOfTwoSourcesIsCombinedByTheEngine() {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      List<ExecuteResponse> answer =
          client.query(
              "SELECT u.id, t.name FROM test.u JOIN test.t ON t.id = u.id ORDER BY u.id DESC");
      assertThat(answer.get(0).getBatch().getColumns(0).getInt64ValuesList())
          .hasSize(20)
          .startsWith(20L, 19L);
      assertThat(answer.get(answer.size() - 1).getTrailer().getFragmentsCount())
          .isGreaterThanOrEqualTo(3);
      assertThat(gateway.leaks()).isZero();
    }
  }

  @Test
  void explainAnalyzeRunsTheQueryAndTellsWhatCame() {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      List<String> lines =
          client.column(
              "EXPLAIN ANALYZE SELECT u.id, t.name FROM test.u JOIN test.t ON t.id = u.id");
      assertThat(lines.get(0)).startsWith("combine  engine").contains(", 20 came, first after ");
      assertThat(lines).anyMatch(line -> line.contains("b  ") && line.contains(", 20 came,"));
      assertThat(lines)
          .anyMatch(line -> line.contains("a  ") && line.contains(", 20 came by 20 keys,"));
      assertThat(lines.get(lines.size() - 1)).startsWith("20 rows; planned in ");
      assertThat(gateway.leaks()).isZero();
    }
  }

  @Test
  void prepareTellsTheShapeAndLeavesThePlanInTheCache() {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      PrepareResponse shape = client.prepare("SELECT name, id FROM t WHERE id = ?", "test");
      assertThat(shape.getColumnsList()).extracting(Column::getName).containsExactly("name", "id");
      assertThat(shape.getParameterTypesList())
          .extracting(Type::getKind)
          .containsExactly(TypeKind.TYPE_KIND_BIGINT);
      assertThat(source("a").opened()).isEmpty();
      Value seven = Value.newBuilder().setInt64Value(7).build();
      ExecuteResponse answer =
          client.execute(
              ExecuteRequest.newBuilder()
                  .setSql("SELECT name, id FROM t WHERE id = ?")
                  .setSchema("test")
                  .addParameters(seven));
      assertThat(answer.getBatch().getColumns(0).getStringValuesList()).containsExactly("name 7");
      assertThat(answer.getTrailer().getPlanCached()).isTrue();
    }
  }

  @Test
  void prepareCarriesNoCommandOut() {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      for (String command :
          List.of(
              "KILL QUERY 'nobody'",
              "SHOW QUERIES",
              "SHOW STATUS",
              "SHOW TABLES",
              "ANALYZE TABLE test.t",
              "EXPLAIN SELECT 1",
              "EXPLAIN ANALYZE SELECT name FROM test.t",
              "EXPLAIN SERVE SELECT name FROM test.t")) {
        List<String> prepared =
            client.prepare(command, "").getColumnsList().stream().map(Column::getName).toList();
        assertThat(prepared).as(command).isNotEmpty();
        if (!command.startsWith("KILL")) {
          List<String> run =
              client.query(command).get(0).getHeader().getColumnsList().stream()
                  .map(Column::getName)
                  .toList();
          assertThat(prepared).as(command).isEqualTo(run);
        }
      }
    }
  }

  @Test
  void schemaOfTheCallIsLookedIntoFirst() {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      ExecuteRequest.Builder request = ExecuteRequest.newBuilder().setSql("SELECT id FROM u");
      assertThat(client.execute(request.setSchema("test")).getBatch().getRows()).isEqualTo(20);
      assertThatThrownBy(() -> client.execute(request.setSchema("tets")))
          .hasMessageContaining("TABLE_NOT_FOUND")
          .hasMessageContaining("test");
      assertThatThrownBy(() -> client.execute(request.setSchema("x".repeat(300))))
          .hasMessageContaining("INVALID_REQUEST");
    }
  }

  @Test
  void explainServeTellsTheGuardsDecisionsAndRunsNothing() {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      int opened = source("a").opened().size();
      assertThat(client.column("EXPLAIN SERVE SELECT name FROM test.t WHERE id = 1"))
          .startsWith("caller", "plan", "permission", "lane", "rows", "f1");
      assertThat(source("a").opened()).hasSize(opened);
    }
  }

  @Test
  void errorsBehindExplainNameTheirPlaceInTheWholeText() {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      assertThatThrownBy(() -> client.query("EXPLAIN ANALYZE\nSELECT nam FROM test.t"))
          .hasMessageContaining("2:8")
          .hasMessageContaining("name");
    }
  }

  @Test
  void sourcesAreReadBeforeTheFirstCallerCan() {
    try (Gateway gateway = start("discovery: {rehearsal: 2s}")) {
      assertThat(source("a").opened())
          .isNotEmpty()
          .allSatisfy(opened -> assertThat(opened.queryId()).startsWith("rehearsal-"));
      assertThat(gateway.metrics().served()).isZero();
    }
  }

  @Test
  void sourceThatHangsDelaysTheStartNoLongerThanItsRehearsal() {
    source("a").holdOpens();
    try (Gateway gateway = start("discovery: {rehearsal: 100ms}");
        Client client = new Client(gateway)) {
      assertThat(client.query("SELECT 1")).isNotEmpty();
      assertThat(gateway.leaks()).isZero();
    }
  }

  @Test
  void statusTellsHowOftenAPlanWasFound() {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      for (int id = 0; id < 5; id++) {
        client.query("SELECT name FROM test.t WHERE id = " + id);
      }
      assertThat(client.column("SHOW STATUS LIKE 'Plan_cache%'"))
          .containsExactly(
              "plan_cache_hits", "plan_cache_misses", "plan_cache_hit_percent", "plan_cache_plans");
      ExecuteResponse status = client.query("SHOW STATUS").get(0);
      Map<String, String> values = new HashMap<>();
      for (int i = 0; i < status.getBatch().getRows(); i++) {
        values.put(
            status.getBatch().getColumns(0).getStringValues(i),
            status.getBatch().getColumns(1).getStringValues(i));
      }
      assertThat(values)
          .containsEntry("plan_cache_hits", "4")
          .containsEntry("queries_running", "1");
      assertThat(Double.parseDouble(values.get("plan_cache_hit_percent"))).isGreaterThan(50);
    }
  }

  @Test
  void runningQueriesAreShownAndKilled() throws InterruptedException {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      Gate gate = source("a").holdOpens();
      CompletableFuture<List<ExecuteResponse>> held =
          CompletableFuture.supplyAsync(() -> client.query("SELECT name FROM test.t"));
      gate.awaitArrival();
      String id =
          client.column("SHOW QUERIES").stream().min(Comparator.naturalOrder()).orElseThrow();
      assertThat(client.column("KILL QUERY '" + id + "'")).containsExactly(id);
      assertThatThrownBy(held::join).hasRootCauseInstanceOf(StatusRuntimeException.class);
      assertThatThrownBy(() -> client.query("KILL QUERY 'nobody'")).hasMessageContaining("nobody");
    }
  }

  @Test
  void manyQueriesAtOnceAllAnswer() {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      List<CompletableFuture<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(
            CompletableFuture.supplyAsync(
                () ->
                    client
                        .query("SELECT u.id, t.name FROM test.u JOIN test.t ON t.id = u.id")
                        .get(0)
                        .getBatch()
                        .getRows()));
      }
      assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(20));
      assertThat(gateway.leaks()).isZero();
    }
  }

  @Test
  void sourceThatIsDownDoesNotStopTheStart() {
    source("b").fail(new QueryException(ErrorCode.SOURCE_UNAVAILABLE, "b can't be reached"));
    try (Gateway gateway = start("discovery: {retry: 20ms, rehearsal: 0s}");
        Client client = new Client(gateway)) {
      assertThat(progress).contains("source b (memory): DOWN, will be retried");
      assertThat(client.health("b")).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(client.health("a")).isEqualTo(ServingStatus.SERVING);
      assertThat(client.query("SELECT id FROM test.t WHERE id = 1")).hasSize(1);
      assertThat(client.failure("SELECT id FROM test.u WHERE id = 1").getStatus().getCode())
          .isEqualTo(Status.Code.UNAVAILABLE);
      source("b").heal();
      while (client.health("b") != ServingStatus.SERVING) {
        Thread.onSpinWait();
      }
      assertThat(client.query("SELECT id FROM test.u WHERE id = 1")).hasSize(1);
    }
  }

  @Test
  void queryWithoutDeadlineEndsAtTheDefaultOne() {
    try (Gateway gateway = start("execution: {default-timeout: 100ms}");
        Client client = new Client(gateway)) {
      source("a").holdOpens();
      assertThat(client.failure("SELECT id FROM test.t WHERE id = 1").getStatus().getCode())
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void timeoutInTheTextBringsTheDeadlineForward() {
    try (Gateway gateway = start("");
        Client client = new Client(gateway)) {
      Gate gate = source("a").holdOpens();
      StatusRuntimeException failure =
          client.failure("SELECT /*+ TIMEOUT('50ms') */ name FROM test.t");
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      gate.release();
      assertThat(client.query("SELECT /*+ TIMEOUT('30s') */ name FROM test.t WHERE id = 1"))
          .hasSize(1);
    }
  }

  @Test
  void statementNestedTooDeeplyIsAUserError() {
    try (Gateway gateway = start("execution: {max-statement-size: 4MB}");
        Client client = new Client(gateway)) {
      String sql = "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
      assertThat(client.failure(sql).getStatus().getCode())
          .isIn(Status.Code.INVALID_ARGUMENT, Status.Code.RESOURCE_EXHAUSTED);
      assertThat(client.query("SELECT id FROM test.t WHERE id = 1")).hasSize(1);
    }
  }

  @Test
  void closeLetsARunningQueryEnd() throws Exception {
    Gateway gateway = start("");
    try (Client client = new Client(gateway)) {
      Gate gate = source("a").holdOpens();
      Iterator<ExecuteResponse> answer = client.open("SELECT id FROM test.t WHERE id = 1");
      gate.awaitArrival();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(gateway::close);
      gate.release();
      assertThat(answer.next().hasTrailer()).isTrue();
      closed.get();
    }
  }

  @Test
  void closeCancelsWhatDoesNotEndInTime() throws Exception {
    Gateway gateway = start("listen: {port: 0, drain-timeout: 50ms}");
    try (Client client = new Client(gateway)) {
      Gate gate = source("a").holdOpens();
      Iterator<ExecuteResponse> answer = client.open("SELECT id FROM test.t WHERE id = 1");
      gate.awaitArrival();
      gateway.close();
      StatusRuntimeException failure =
          catchThrowableOfType(StatusRuntimeException.class, answer::hasNext);
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(failure).hasMessageContaining("SHUTTING_DOWN");
    }
  }

  @Test
  void busyPortIsNamed() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start("listen: {port: " + busy.getLocalPort() + "}"))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("127.0.0.1:" + busy.getLocalPort());
    }
  }

  @Test
  void badCatalogIsNamed() throws IOException {
    assertThatThrownBy(() -> start("catalog: ['none/*.sql', nothing]"))
        .hasMessageContaining("none/*.sql")
        .hasMessageContaining("'nothing'");
    Files.writeString(
        directory.resolve("catalog/bad.sql"), "CREATE SOURCE c WITH ('type' = 'oracle')");
    assertThatThrownBy(() -> start(""))
        .hasMessageContaining("unknown type 'oracle'; known: memory");
  }

  @Test
  void catalogEntriesAreFilesDirectoriesAndGlobs() throws IOException {
    Path nested = Files.createDirectories(directory.resolve("more/deep"));
    Files.move(directory.resolve("catalog/test.sql"), nested.resolve("test.sql"));
    start("catalog: ['more/**/*.sql']").close();
    start("catalog: [more/deep/test.sql]").close();
    start("catalog: ['" + nested + "/*.sql']").close();
    assertThat(progress).filteredOn(line -> line.startsWith("READY")).hasSize(3);
  }

  private Gateway start(String yaml) {
    String port = yaml.contains("listen:") ? "" : "\nlisten: {port: 0}";
    String start = yaml.contains("discovery:") ? "" : "\ndiscovery: {rehearsal: 0s}";
    String text = yaml + port + start;
    DuckDbEngine engine =
        new DuckDbEngine(new EngineSettings(64 << 20, 1, directory.resolve("spill"), 2, 0));
    Backends backends =
        new Backends(
            engine.engineSource(),
            Map.of("memory", definition -> source(definition.name())),
            engine::close);
    return Gateway.start(
        GatewayConfig.parse("test.yaml", text), directory, Map.of(), backends, progress::add);
  }

  private InMemorySource source(String name) {
    return Objects.requireNonNull(sources.get(name));
  }

  /** A client of one gateway. */
  private static final class Client implements AutoCloseable {

    private final ManagedChannel channel;

    Client(Gateway gateway) {
      channel = NettyChannelBuilder.forAddress("127.0.0.1", gateway.port()).usePlaintext().build();
    }

    Iterator<ExecuteResponse> open(String sql) {
      return QueryServiceGrpc.newBlockingStub(channel)
          .execute(ExecuteRequest.newBuilder().setSql(sql).build());
    }

    List<ExecuteResponse> query(String sql) {
      List<ExecuteResponse> messages = new ArrayList<>();
      open(sql).forEachRemaining(messages::add);
      return messages;
    }

    ExecuteResponse execute(ExecuteRequest.Builder request) {
      return QueryServiceGrpc.newBlockingStub(channel).execute(request.build()).next();
    }

    PrepareResponse prepare(String sql, String schema) {
      return QueryServiceGrpc.newBlockingStub(channel)
          .prepare(PrepareRequest.newBuilder().setSql(sql).setSchema(schema).build());
    }

    /** The first column, which is text. */
    List<String> column(String sql) {
      return query(sql).stream()
          .filter(ExecuteResponse::hasBatch)
          .flatMap(m -> m.getBatch().getColumns(0).getStringValuesList().stream())
          .toList();
    }

    StatusRuntimeException failure(String sql) {
      return catchThrowableOfType(StatusRuntimeException.class, () -> query(sql));
    }

    ServingStatus health(String service) {
      return HealthGrpc.newBlockingStub(channel)
          .check(HealthCheckRequest.newBuilder().setService(service).build())
          .getStatus();
    }

    @Override
    public void close() {
      channel.shutdownNow();
    }
  }
}
