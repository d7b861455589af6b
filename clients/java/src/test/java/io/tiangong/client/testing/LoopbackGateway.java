package io.tiangong.client.testing;

import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tiangong.v1.CatalogServiceGrpc;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.PrepareRequest;
import io.tiangong.v1.PrepareResponse;
import io.tiangong.v1.QueryServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A gateway on loopback that knows some statements and a catalog of a few tables. */
public final class LoopbackGateway implements AutoCloseable {

  private static final Metadata.Key<byte[]> ERROR_INFO =
      Metadata.Key.of("tiangong-error-bin", Metadata.BINARY_BYTE_MARSHALLER);

  /** Requests in the order they came. */
  public final BlockingQueue<ExecuteRequest> requests = new LinkedBlockingQueue<>();

  /** The headers of all calls in the order they came. */
  public final BlockingQueue<Metadata> headers = new LinkedBlockingQueue<>();

  /** Calls of Prepare. */
  public final AtomicInteger prepares = new AtomicInteger();

  private final Map<String, Consumer<ServerCallStreamObserver<ExecuteResponse>>> statements =
      new ConcurrentHashMap<>();
  private final Map<String, PrepareResponse> shapes = new ConcurrentHashMap<>();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();
  private final Server server;
  private volatile @Nullable String wantedHeader;

  public LoopbackGateway() throws IOException {
    this(0, InsecureServerCredentials.create());
  }

  public LoopbackGateway(int port, ServerCredentials credentials) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port), credentials)
            .addService(ServerInterceptors.intercept(new Queries(), new Door()))
            .addService(ServerInterceptors.intercept(catalog(), new Door()))
            .build()
            .start();
  }

  private static CatalogServiceGrpc.CatalogServiceImplBase catalog() {
    return new ScriptedCatalog();
  }

  public int port() {
    return server.getPort();
  }

  public String target() {
    return "127.0.0.1:" + port();
  }

  /** Refuses calls whose "authorization" is another. */
  public LoopbackGateway wanting(String authorization) {
    wantedHeader = authorization;
    return this;
  }

  public LoopbackGateway answers(String sql, ScriptedAnswer answer) {
    shapes.put(sql, PrepareResponse.newBuilder().addAllColumns(answer.columns()).build());
    return runs(sql, out -> send(out, List.of(answer.whole())));
  }

  /** Tells this shape to whoever prepares the statement. */
  public LoopbackGateway prepares(String sql, PrepareResponse shape) {
    shapes.put(sql, shape);
    return this;
  }

  /** Answers in messages of so many rows. */
  public LoopbackGateway streams(String sql, ScriptedAnswer answer, int rowsEach) {
    return runs(sql, out -> send(out, answer.messages(rowsEach)));
  }

  /** Sends these and no end. */
  public LoopbackGateway hangs(String sql, ExecuteResponse... messages) {
    return runs(sql, out -> List.of(messages).forEach(out::onNext));
  }

  public LoopbackGateway fails(String sql, Status status, ErrorInfo info) {
    return runs(sql, out -> out.onError(failure(status, info)));
  }

  public LoopbackGateway runs(
      String sql, Consumer<ServerCallStreamObserver<ExecuteResponse>> script) {
    statements.put(sql, script);
    return this;
  }

  public boolean sawCancel() throws InterruptedException {
    return cancelled.await(10, TimeUnit.SECONDS);
  }

  /** Calls of Execute that have not ended. */
  public int running() {
    return running.get();
  }

  /** Drops all connections. */
  public void kill() throws InterruptedException {
    server.shutdownNow();
    server.awaitTermination(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /** An error as a gateway sends it. */
  public static StatusException failure(Status status, ErrorInfo info) {
    Metadata trailers = new Metadata();
    trailers.put(ERROR_INFO, info.toByteArray());
    return status.asException(trailers);
  }

  private static void send(
      ServerCallStreamObserver<ExecuteResponse> out, List<ExecuteResponse> messages) {
    int[] next = {0};
    out.setOnReadyHandler(
        () -> {
          while (out.isReady() && next[0] < messages.size()) {
            out.onNext(messages.get(next[0]++));
            if (next[0] == messages.size()) {
              out.onCompleted();
            }
          }
        });
  }

  private static ErrorInfo unknown(String sql) {
    return ErrorInfo.newBuilder()
        .setCode("SYNTAX_ERROR")
        .setNumber(1001)
        .setSqlState("42601")
        .setKind(io.tiangong.v1.ErrorKind.ERROR_KIND_USER)
        .setQueryId("q-9")
        .setMessage("not scripted: " + sql)
        .build();
  }

  /** Runs the scripts. */
  private final class Queries extends QueryServiceGrpc.QueryServiceImplBase {
    @Override
    public void execute(ExecuteRequest request, StreamObserver<ExecuteResponse> out) {
      ServerCallStreamObserver<ExecuteResponse> call =
          (ServerCallStreamObserver<ExecuteResponse>) out;
      running.incrementAndGet();
      call.setOnCancelHandler(
          () -> {
            running.decrementAndGet();
            cancelled.countDown();
          });
      call.setOnCloseHandler(running::decrementAndGet);
      requests.add(request);
      statements
          .getOrDefault(
              request.getSql(),
              o -> o.onError(failure(Status.INVALID_ARGUMENT, unknown(request.getSql()))))
          .accept(call);
    }

    @Override
    public void prepare(PrepareRequest request, StreamObserver<PrepareResponse> out) {
      prepares.incrementAndGet();
      PrepareResponse shape = shapes.get(request.getSql());
      if (shape == null) {
        out.onError(failure(Status.INVALID_ARGUMENT, unknown(request.getSql())));
      } else {
        out.onNext(shape);
        out.onCompleted();
      }
    }
  }

  /** Keeps headers and checks who comes. */
  private final class Door implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata sent, ServerCallHandler<Q, R> next) {
      headers.add(sent);
      String wanted = wantedHeader;
      if (wanted == null || wanted.equals(sent.get(AUTHORIZATION))) {
        return next.startCall(call, sent);
      }
      ErrorInfo info =
          ErrorInfo.newBuilder()
              .setCode("UNAUTHENTICATED")
              .setNumber(1101)
              .setSqlState("28000")
              .setKind(io.tiangong.v1.ErrorKind.ERROR_KIND_USER)
              .setMessage("wrong password or unknown user")
              .build();
      StatusException refused = failure(Status.UNAUTHENTICATED, info);
      call.close(refused.getStatus(), refused.getTrailers());
      return new ServerCall.Listener<>() {};
    }
  }
}
