package io.tiangong.client;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tiangong.v1.CancelRequest;
import io.tiangong.v1.CancelResponse;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.ExplainRequest;
import io.tiangong.v1.ExplainResponse;
import io.tiangong.v1.ExplainedFragment;
import io.tiangong.v1.PrepareRequest;
import io.tiangong.v1.PrepareResponse;
import io.tiangong.v1.QueryServiceGrpc;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An in-process gateway that answers by script. */
final class FakeGateway extends QueryServiceGrpc.QueryServiceImplBase implements AutoCloseable {

  private static final Metadata.Key<byte[]> ERROR_INFO =
      Metadata.Key.of("tiangong-error-bin", Metadata.BINARY_BYTE_MARSHALLER);

  final BlockingQueue<ExecuteRequest> requests = new LinkedBlockingQueue<>();
  final CountDownLatch cancelled = new CountDownLatch(1);
  final AtomicInteger sent = new AtomicInteger();
  private final Server server;
  private final ManagedChannel channel;
  private volatile Consumer<ServerCallStreamObserver<ExecuteResponse>> script = out -> {};

  FakeGateway() throws IOException {
    String name = "gateway-" + UUID.randomUUID();
    server = InProcessServerBuilder.forName(name).addService(this).build().start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  /** A client that the caller closes. */
  TiangongClient client() {
    return builder().build();
  }

  /** Settings for such a client. */
  ClientBuilder builder() {
    return TiangongClient.builder("127.0.0.1:9090").channel(channel);
  }

  /** Answers with these messages. */
  FakeGateway answers(ExecuteResponse... messages) {
    return runs(
        out -> {
          for (ExecuteResponse message : messages) {
            out.onNext(message);
          }
          out.onCompleted();
        });
  }

  /** Answers with an error as a gateway sends it. */
  FakeGateway fails(Status status, ErrorInfo info) {
    Metadata trailers = new Metadata();
    trailers.put(ERROR_INFO, info.toByteArray());
    return runs(out -> out.onError(status.asRuntimeException(trailers)));
  }

  FakeGateway runs(Consumer<ServerCallStreamObserver<ExecuteResponse>> newScript) {
    script = newScript;
    return this;
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
    script.accept(call);
  }

  @Override
  public void cancel(CancelRequest request, StreamObserver<CancelResponse> out) {
    boolean known = request.getQueryId().equals("q-1");
    out.onNext(CancelResponse.newBuilder().setCancelled(known).build());
    out.onCompleted();
  }

  /** Prepares nothing. */
  @Override
  public void prepare(PrepareRequest request, StreamObserver<PrepareResponse> out) {
    out.onError(Status.UNAVAILABLE.asException());
  }

  @Override
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> out) {
    out.onNext(
        ExplainResponse.newBuilder()
            .setText("scan")
            .addFragments(
                ExplainedFragment.newBuilder()
                    .setId("f1")
                    .setSource("mysql_ord")
                    .setRequest(request.getSql())
                    .setEstimatedRows(1)
                    .addDependsOn("f0"))
            .build());
    out.onCompleted();
  }

  /** Every call must have ended: the channel is to be shut by the client under test. */
  @Override
  public void close() throws InterruptedException {
    server.shutdown();
    if (!channel.isTerminated() || !server.awaitTermination(10, TimeUnit.SECONDS)) {
      channel.shutdownNow();
      server.shutdownNow();
      throw new AssertionError("the client left its channel or a call open");
    }
  }
}
