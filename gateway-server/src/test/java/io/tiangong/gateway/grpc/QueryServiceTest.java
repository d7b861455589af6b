package io.tiangong.gateway.grpc;

import static io.tiangong.gateway.testing.Plans.fragment;
import static io.tiangong.gateway.testing.Plans.row;
import static io.tiangong.gateway.testing.Plans.rows;
import static io.tiangong.gateway.testing.Plans.scan;
import static io.tiangong.gateway.testing.Plans.table;
import static io.tiangong.gateway.testing.Plans.union;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.tiangong.gateway.query.CompletedQuery;
import io.tiangong.gateway.query.Query;
import io.tiangong.gateway.testing.ServedPlans;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.testing.Gate;
import io.tiangong.v1.CancelRequest;
import io.tiangong.v1.ColumnData;
import io.tiangong.v1.Encoding;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.ErrorKind;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.ExplainRequest;
import io.tiangong.v1.ExplainResponse;
import io.tiangong.v1.QueryServiceGrpc;
import io.tiangong.v1.Trailer;
import io.tiangong.v1.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueryServiceTest {

  private final ServedPlans gateway = new ServedPlans();

  @AfterEach
  void closeAndCheckThatNothingLeaked() {
    gateway.close();
  }

  @Test
  void smallAnswerIsOneMessage() {
    gateway.statement("q", 3);
    List<ExecuteResponse> messages = execute("q");
    assertThat(messages).hasSize(1);
    ExecuteResponse message = messages.get(0);
    assertThat(message.getHeader().getColumnsList())
        .extracting("name")
        .containsExactly("id", "name");
    assertThat(message.getBatch().getColumns(0).getInt64ValuesList()).containsExactly(1L, 2L, 3L);
    assertThat(message.getBatch().getColumns(1).getStringValuesList())
        .containsExactly("name 1", "name 2", "name 3");
    assertThat(message.getTrailer().getRows()).isEqualTo(3);
    assertThat(message.getTrailer().getComplete()).isTrue();
    assertThat(message.getTrailer().getFragments(0).getReplica()).isEqualTo("primary");
    assertThat(message.getTrailer().getTimings().getTotalMicros()).isPositive();
  }

  @Test
  void emptyAnswerIsOneMessageWithColumns() {
    gateway.statement("q", 0);
    List<ExecuteResponse> messages = execute("q");
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).getHeader().getColumnsCount()).isEqualTo(2);
    assertThat(messages.get(0).hasBatch()).isFalse();
    assertThat(messages.get(0).getTrailer().getComplete()).isTrue();
  }

  @Test
  void largerAnswerIsHeaderBatchesTrailer() {
    gateway.statement("q", 250);
    List<ExecuteResponse> messages = execute("q");
    assertThat(messages).hasSize(4);
    assertThat(messages.get(0).hasHeader()).isTrue();
    assertThat(messages.get(3).hasTrailer()).isTrue();
    assertThat(messages.stream().mapToInt(m -> m.getBatch().getRows()).sum()).isEqualTo(250);
    assertThat(ids(messages)).hasSize(250).doesNotHaveDuplicates();
  }

  @Test
  void nullsAreListedAndSentAsZero() {
    gateway.statement(
        "q",
        fragment(
            "f1", "mem", scan(table(gateway.source, "n", List.of(row(1L, null), row(null, "x"))))));
    List<ColumnData> columns = execute("q").get(0).getBatch().getColumnsList();
    assertThat(columns.get(0).getNullRowsList()).containsExactly(1);
    assertThat(columns.get(0).getInt64ValuesList()).containsExactly(1L, 0L);
    assertThat(columns.get(1).getNullRowsList()).containsExactly(0);
    assertThat(columns.get(1).getStringValuesList()).containsExactly("", "x");
  }

  @Test
  void arrowEncodingCarriesSchemaAndRecordBatches() throws IOException {
    gateway.statement("q", 250);
    List<ExecuteResponse> messages =
        execute(ExecuteRequest.newBuilder().setSql("q").setEncoding(Encoding.ENCODING_ARROW));
    assertThat(ArrowAnswer.ids(messages)).hasSize(250).doesNotHaveDuplicates();
  }

  @Test
  void callersQueryIdIsKept() {
    gateway.statement("q", 1);
    List<ExecuteResponse> messages =
        execute(ExecuteRequest.newBuilder().setSql("q").setQueryId("my-query_1"));
    assertThat(messages.get(0).getHeader().getQueryId()).isEqualTo("my-query_1");
  }

  @Test
  void queryIdCanBeUsedAgainAtOnce() {
    gateway.statement("q", 1);
    for (int i = 0; i < 200; i++) {
      execute(ExecuteRequest.newBuilder().setSql("q").setQueryId("again"));
    }
  }

  @Test
  void queryIdInUseIsRefused() throws InterruptedException {
    gateway.statement("q", 1);
    Gate gate = gateway.source.holdOpens();
    Iterator<ExecuteResponse> first =
        gateway
            .blocking()
            .execute(ExecuteRequest.newBuilder().setSql("q").setQueryId("twice").build());
    gate.awaitArrival();
    ErrorInfo error = error(ExecuteRequest.newBuilder().setSql("q").setQueryId("twice"));
    assertThat(error.getCode()).isEqualTo("INVALID_REQUEST");
    gate.release();
    assertThat(first.next().hasTrailer()).isTrue();
  }

  @Test
  void errorCarriesCodePlaceAndFacts() {
    StatusRuntimeException failure = failure(ExecuteRequest.newBuilder().setSql("SELECT"));
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    ErrorInfo info = info(failure);
    assertThat(info.getCode()).isEqualTo("TABLE_NOT_FOUND");
    assertThat(info.getNumber()).isEqualTo(1002);
    assertThat(info.getKind()).isEqualTo(ErrorKind.ERROR_KIND_USER);
    assertThat(info.getPosition().getColumn()).isEqualTo(15);
    assertThat(info.getFactsMap()).containsEntry("nearest", "t");
    assertThat(info.getQueryId()).isNotEmpty();
    assertThat(info.getRetryable()).isFalse();
  }

  @Test
  void sourceThatIsDownSaysSo() {
    gateway.statement("q", 1);
    gateway.source.fail(new QueryException(ErrorCode.SOURCE_UNAVAILABLE, "mem can't be reached"));
    StatusRuntimeException failure = failure(ExecuteRequest.newBuilder().setSql("q"));
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(info(failure).getRetryable()).isTrue();
  }

  @Test
  void failureInTheMiddleOfAnAnswerEndsItWithoutTrailer() {
    gateway.statement("q", 1000);
    gateway.source.failAfterBatches(
        3, new QueryException(ErrorCode.DATA_CORRUPT, "cell x is broken"));
    List<ExecuteResponse> seen = new ArrayList<>();
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> gateway.blocking().execute(request("q")).forEachRemaining(seen::add));
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DATA_LOSS);
    assertThat(seen).noneMatch(ExecuteResponse::hasTrailer);
  }

  @Test
  void internalErrorsTellNoDetails() {
    gateway.statement("q", fragment("f1", "nowhere", scan(table(gateway.source, "t", rows(1)))));
    ErrorInfo info = error(ExecuteRequest.newBuilder().setSql("q"));
    assertThat(info.getKind()).isEqualTo(ErrorKind.ERROR_KIND_INTERNAL);
    assertThat(info.getMessage()).doesNotContain("Exception", "at io.tiangong");
  }

  @Test
  void badRequestsAreUserErrorsThatNameTheProblem() {
    assertThat(error(ExecuteRequest.newBuilder()).getCode()).isEqualTo("INVALID_REQUEST");
    assertThat(error(ExecuteRequest.newBuilder().setSql("q").setQueryId("no spaces")).getMessage())
        .contains("query_id");
    assertThat(
            error(ExecuteRequest.newBuilder().setSql("q").setQueryId("x".repeat(1_000_000)))
                .getCode())
        .isEqualTo("INVALID_REQUEST");
    assertThat(error(ExecuteRequest.newBuilder().setSql("q").setEncodingValue(77)).getCode())
        .isEqualTo("INVALID_REQUEST");
    assertThat(error(ExecuteRequest.newBuilder().setSql("x".repeat(2_001))).getCode())
        .isEqualTo("STATEMENT_TOO_LARGE");
    assertThat(error(ExecuteRequest.newBuilder().setSql("单".repeat(700))).getCode())
        .isEqualTo("STATEMENT_TOO_LARGE");
    ErrorInfo parameter =
        error(
            ExecuteRequest.newBuilder()
                .setSql("q")
                .addParameters(Value.newBuilder().setInt64Value(1))
                .addParameters(Value.getDefaultInstance()));
    assertThat(parameter.getCode()).isEqualTo("INVALID_PARAMETER");
    assertThat(parameter.getFactsMap()).containsEntry("parameter", "2");
  }

  @Test
  void garbageDoesNotKillTheServer() {
    MethodDescriptor<byte[], byte[]> raw =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
            .setFullMethodName(QueryServiceGrpc.getExecuteMethod().getFullMethodName())
            .setRequestMarshaller(new RawBytes())
            .setResponseMarshaller(new RawBytes())
            .build();
    byte[] garbage = {(byte) 0xff, (byte) 0xff, 1, 2, 3};
    Iterator<byte[]> answer =
        ClientCalls.blockingServerStreamingCall(gateway.channel, raw, CallOptions.DEFAULT, garbage);
    assertThat(catchThrowableOfType(StatusRuntimeException.class, answer::hasNext)).isNotNull();
    gateway.statement("q", 1);
    assertThat(execute("q")).hasSize(1);
  }

  @Test
  void moreRowsThanAskedIsAnError() {
    gateway.statement("q", 250);
    ErrorInfo info = error(ExecuteRequest.newBuilder().setSql("q").setMaxRows(120));
    assertThat(info.getCode()).isEqualTo("ROW_LIMIT_EXCEEDED");
    assertThat(info.getFactsMap()).containsEntry("maxRows", "120");
  }

  @Test
  void truncatedAnswerSaysSo() {
    gateway.statement("q", 250);
    List<ExecuteResponse> messages =
        execute(ExecuteRequest.newBuilder().setSql("q").setMaxRows(120).setTruncate(true));
    assertThat(ids(messages)).hasSize(120);
    assertThat(trailer(messages).getRows()).isEqualTo(120);
    assertThat(trailer(messages).getComplete()).isFalse();
  }

  @Test
  void answerOfExactlyTheLimitIsComplete() {
    gateway.statement("q", 200);
    List<ExecuteResponse> messages =
        execute(ExecuteRequest.newBuilder().setSql("q").setMaxRows(200).setTruncate(true));
    assertThat(trailer(messages).getComplete()).isTrue();
    assertThat(execute(ExecuteRequest.newBuilder().setSql("q").setMaxRows(200))).isNotEmpty();
  }

  @Test
  void cancelByIdReachesTheSource() throws InterruptedException {
    gateway.statement("q", 10);
    Gate gate = gateway.source.holdOpens();
    Iterator<ExecuteResponse> answer =
        gateway
            .blocking()
            .execute(ExecuteRequest.newBuilder().setSql("q").setQueryId("victim").build());
    gate.awaitArrival();
    assertThat(cancel("victim")).isTrue();
    StatusRuntimeException failure =
        catchThrowableOfType(StatusRuntimeException.class, answer::hasNext);
    assertThat(info(failure).getCode()).isEqualTo("CANCELLED");
    assertThat(gateway.source.cancels()).isEqualTo(1);
    assertThat(cancel("victim")).isFalse();
  }

  @Test
  void clientThatGoesAwayCancelsInTheMiddleOfAnAnswer() throws InterruptedException {
    gateway.statement("q", 1_000);
    Gate gate = gateway.source.holdBatches();
    Context.CancellableContext caller = Context.current().withCancellation();
    caller.run(
        () -> gateway.async().execute(request("q"), new FirstAnswer<>(new CompletableFuture<>())));
    gate.awaitArrival();
    caller.cancel(null);
    CompletedQuery ended = gateway.awaitCompleted();
    assertThat(ended.error()).contains(ErrorCode.CANCELLED);
    assertThat(gateway.source.cancels()).isEqualTo(1);
  }

  @Test
  void clientsDeadlineReachesTheSource() throws InterruptedException {
    gateway.statement("q", 10);
    gateway.source.holdOpens();
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                gateway
                    .blocking()
                    .withDeadlineAfter(100, TimeUnit.MILLISECONDS)
                    .execute(request("q"))
                    .hasNext());
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(gateway.awaitCompleted().error()).contains(ErrorCode.DEADLINE_EXCEEDED);
  }

  @Test
  void slowReaderHoldsFewBatches() throws InterruptedException {
    gateway.statement("q", 500_000);
    gateway.statement("other", 1);
    SlowReader reader = new SlowReader();
    gateway.async().execute(request("q"), reader);
    reader.take();
    for (int i = 0; i < 100; i++) {
      execute("other");
      gateway.awaitCompleted();
    }
    assertThat(gateway.running.size()).isEqualTo(1);
    reader.takeAll();
    assertThat(gateway.awaitCompleted().summary().rows()).isEqualTo(500_000);
  }

  @Test
  void cancelWakesAProducerThatWaitsForASlowReader() throws InterruptedException {
    gateway.statement("q", 500_000);
    SlowReader reader = new SlowReader();
    gateway
        .async()
        .execute(ExecuteRequest.newBuilder().setSql("q").setQueryId("slow").build(), reader);
    reader.take();
    assertThat(cancel("slow")).isTrue();
    assertThat(gateway.awaitCompleted().error()).contains(ErrorCode.CANCELLED);
    reader.takeAll();
  }

  @Test
  void explainShowsRequestsWithoutRunning() {
    gateway.statement(
        "q",
        fragment("f1", "mem", scan(table(gateway.source, "t", rows(3)))),
        union("combine", "f1"));
    ExplainResponse plan =
        gateway.blocking().explain(ExplainRequest.newBuilder().setSql("q").build());
    assertThat(plan.getText()).isEqualTo("a tree");
    assertThat(plan.getFragments(0).getRequest()).contains("read test.t");
    assertThat(plan.getFragments(1).getRequest()).isEqualTo("union");
    assertThat(plan.getFragments(1).getDependsOnList()).containsExactly("f1");
    assertThat(gateway.source.opened()).isEmpty();
  }

  @Test
  void explainOfABadStatementIsAnError() {
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> gateway.blocking().explain(ExplainRequest.newBuilder().setSql("?").build()));
    assertThat(info(failure).getCode()).isEqualTo("TABLE_NOT_FOUND");
  }

  @Test
  void parametersReachThePlanner() {
    gateway.statement("q", 1);
    execute(
        ExecuteRequest.newBuilder()
            .setSql("q")
            .addParameters(Value.newBuilder().setStringValue("x")));
    Query query = Objects.requireNonNull(gateway.planned.poll());
    assertThat(query.parameters()).containsExactly(io.tiangong.spi.Value.of("x"));
    assertThat(query.identity().account()).isEqualTo("anonymous");
    assertThat(query.identity().address()).isEqualTo("127.0.0.1");
  }

  @Test
  void healthAndReflectionAnswer() throws Exception {
    HealthCheckResponse health =
        HealthGrpc.newBlockingStub(gateway.channel)
            .check(HealthCheckRequest.newBuilder().setService("tiangong.v1.QueryService").build());
    assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
    CompletableFuture<ServerReflectionResponse> listed = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> reflection =
        ServerReflectionGrpc.newStub(gateway.channel)
            .serverReflectionInfo(new FirstAnswer<>(listed));
    reflection.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    assertThat(listed.get().getListServicesResponse().getServiceList())
        .extracting("name")
        .contains("tiangong.v1.QueryService", "grpc.health.v1.Health");
    reflection.onCompleted();
  }

  private List<ExecuteResponse> execute(String sql) {
    return execute(ExecuteRequest.newBuilder().setSql(sql));
  }

  private List<ExecuteResponse> execute(ExecuteRequest.Builder request) {
    List<ExecuteResponse> messages = new ArrayList<>();
    gateway.blocking().execute(request.build()).forEachRemaining(messages::add);
    return messages;
  }

  private StatusRuntimeException failure(ExecuteRequest.Builder request) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> execute(request));
  }

  private ErrorInfo error(ExecuteRequest.Builder request) {
    return info(failure(request));
  }

  private static ErrorInfo info(StatusRuntimeException failure) {
    try {
      return ErrorInfo.parseFrom(
          Objects.requireNonNull(
              Objects.requireNonNull(failure.getTrailers()).get(Errors.ERROR_INFO)));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean cancel(String id) {
    return gateway
        .blocking()
        .cancel(CancelRequest.newBuilder().setQueryId(id).build())
        .getCancelled();
  }

  private static ExecuteRequest request(String sql) {
    return ExecuteRequest.newBuilder().setSql(sql).build();
  }

  private static List<Long> ids(List<ExecuteResponse> messages) {
    return messages.stream()
        .filter(ExecuteResponse::hasBatch)
        .flatMap(m -> m.getBatch().getColumns(0).getInt64ValuesList().stream())
        .toList();
  }

  private static Trailer trailer(List<ExecuteResponse> messages) {
    return messages.get(messages.size() - 1).getTrailer();
  }
}
