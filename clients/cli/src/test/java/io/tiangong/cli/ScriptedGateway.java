package io.tiangong.cli;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tiangong.client.testing.ScriptedCatalog;
import io.tiangong.v1.Batch;
import io.tiangong.v1.Column;
import io.tiangong.v1.ColumnData;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.ErrorKind;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.Header;
import io.tiangong.v1.QueryServiceGrpc;
import io.tiangong.v1.TextPosition;
import io.tiangong.v1.Timings;
import io.tiangong.v1.Trailer;
import io.tiangong.v1.Type;
import io.tiangong.v1.TypeKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gateway on loopback that knows a few statements. */
final class ScriptedGateway extends QueryServiceGrpc.QueryServiceImplBase implements AutoCloseable {

  static final String COURIERS = "SELECT id, name, fee FROM ord.couriers";
  static final String ORDERS = "SELECT id, name, fee FROM ord.orders";
  static final String MANY = "SELECT n FROM many";
  static final String FOREVER = "SELECT n FROM forever";
  static final String MISSPELT = "SELECT id,\n  nmae FROM ord.couriers";

  final BlockingQueue<ExecuteRequest> requests = new LinkedBlockingQueue<>();
  final CountDownLatch cancelled = new CountDownLatch(1);
  final BlockingQueue<String> authorizations = new LinkedBlockingQueue<>();
  private final Server server;

  ScriptedGateway() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(ServerInterceptors.intercept(this, keeping(authorizations)))
            .addService(new ScriptedCatalog())
            .build()
            .start();
  }

  private static ServerInterceptor keeping(BlockingQueue<String> authorizations) {
    Metadata.Key<String> key = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    return new ServerInterceptor() {
      @Override
      public <Q, R> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        authorizations.add(String.valueOf(headers.get(key)));
        return next.startCall(call, headers);
      }
    };
  }

  String target() {
    return "127.0.0.1:" + server.getPort();
  }

  boolean sawCancel() throws InterruptedException {
    return cancelled.await(10, TimeUnit.SECONDS);
  }

  @Override
  public void execute(ExecuteRequest request, StreamObserver<ExecuteResponse> out) {
    ServerCallStreamObserver<ExecuteResponse> call =
        (ServerCallStreamObserver<ExecuteResponse>) out;
    call.setOnCancelHandler(cancelled::countDown);
    requests.add(request);
    String code = request.getSql().replaceAll("(?s)--.*?\n|/\\*.*?\\*/", "");
    switch (code.strip().replaceAll("\\s+", " ")) {
      case COURIERS, ORDERS -> answer(call, couriers());
      case MANY -> many(call);
      case FOREVER -> call.onNext(header(column("n", TypeKind.TYPE_KIND_BIGINT)).build());
      case "SHOW TABLES" ->
          answer(
              call,
              header(
                      column("schema", TypeKind.TYPE_KIND_VARCHAR),
                      column("table", TypeKind.TYPE_KIND_VARCHAR))
                  .setBatch(
                      batch(
                          2,
                          ColumnData.newBuilder().addStringValues("ord").addStringValues("ord"),
                          ColumnData.newBuilder()
                              .addStringValues("couriers")
                              .addStringValues("orders")))
                  .setTrailer(trailer(2)));
      case "SELECT id, nmae FROM ord.couriers" -> fail(call);
      default -> out.onError(Status.INVALID_ARGUMENT.withDescription("what?").asException());
    }
  }

  private static void answer(StreamObserver<ExecuteResponse> out, ExecuteResponse.Builder whole) {
    out.onNext(whole.build());
    out.onCompleted();
  }

  /** Two hundred thousand rows in messages of a thousand. */
  private static void many(ServerCallStreamObserver<ExecuteResponse> out) {
    int[] next = {0};
    out.setOnReadyHandler(
        () -> {
          for (; out.isReady() && next[0] < 200; next[0]++) {
            ColumnData.Builder cells = ColumnData.newBuilder();
            for (int i = 0; i < 1000; i++) {
              cells.addInt64Values(next[0] * 1000L + i);
            }
            ExecuteResponse.Builder message =
                next[0] == 0
                    ? header(column("n", TypeKind.TYPE_KIND_BIGINT))
                    : ExecuteResponse.newBuilder();
            message.setBatch(batch(1000, cells));
            if (next[0] == 199) {
              message.setTrailer(trailer(200_000));
            }
            out.onNext(message.build());
            if (next[0] == 199) {
              out.onCompleted();
            }
          }
        });
  }

  private static ExecuteResponse.Builder couriers() {
    return header(
            column("id", TypeKind.TYPE_KIND_BIGINT),
            column("name", TypeKind.TYPE_KIND_VARCHAR),
            decimal("fee"))
        .setBatch(
            batch(
                3,
                ColumnData.newBuilder()
                    .addInt64Values(1)
                    .addInt64Values(9007199254740993L)
                    .addInt64Values(3),
                ColumnData.newBuilder()
                    .addNullRows(2)
                    .addStringValues("顺丰, \"快\"")
                    .addStringValues("a\u001b[31m\nb")
                    .addStringValues(""),
                ColumnData.newBuilder()
                    .addNullRows(1)
                    .addInt64Values(1250)
                    .addInt64Values(0)
                    .addInt64Values(-5)))
        .setTrailer(trailer(3));
  }

  private static void fail(StreamObserver<ExecuteResponse> out) {
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setCode("COLUMN_NOT_FOUND")
            .setNumber(1003)
            .setKind(ErrorKind.ERROR_KIND_USER)
            .setSqlState("42703")
            .setMessage("no column nmae in ord.couriers")
            .setPosition(TextPosition.newBuilder().setLine(2).setColumn(3))
            .putFacts("nearest", "name")
            .build();
    Metadata trailers = new Metadata();
    trailers.put(
        Metadata.Key.of("tiangong-error-bin", Metadata.BINARY_BYTE_MARSHALLER), info.toByteArray());
    out.onError(Status.INVALID_ARGUMENT.asException(trailers));
  }

  private static Column column(String name, TypeKind kind) {
    return Column.newBuilder().setName(name).setType(Type.newBuilder().setKind(kind)).build();
  }

  private static Column decimal(String name) {
    Type.Builder type =
        Type.newBuilder().setKind(TypeKind.TYPE_KIND_DECIMAL).setPrecision(10).setScale(2);
    return Column.newBuilder().setName(name).setType(type).build();
  }

  private static ExecuteResponse.Builder header(Column... columns) {
    return ExecuteResponse.newBuilder()
        .setHeader(Header.newBuilder().setQueryId("q-1").addAllColumns(List.of(columns)));
  }

  private static Batch batch(int rows, ColumnData.Builder... columns) {
    Batch.Builder batch = Batch.newBuilder().setRows(rows);
    for (ColumnData.Builder column : columns) {
      batch.addColumns(column);
    }
    return batch.build();
  }

  private static Trailer trailer(long rows) {
    Timings times = Timings.newBuilder().setPlanMicros(100).setFirstBatchMicros(2000).build();
    return Trailer.newBuilder().setRows(rows).setComplete(true).setTimings(times).build();
  }

  /** Every client must have gone. */
  @Override
  public void close() throws InterruptedException {
    server.shutdown();
    if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
      server.shutdownNow();
      throw new AssertionError("a client is still connected");
    }
  }
}
