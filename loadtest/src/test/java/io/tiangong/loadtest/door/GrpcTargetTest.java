package io.tiangong.loadtest.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.tiangong.client.RetryPolicy;
import io.tiangong.loadtest.engine.Arrivals;
import io.tiangong.loadtest.engine.OpenLoop;
import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.engine.Recording;
import io.tiangong.loadtest.engine.Spacing;
import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.truth.Answer;
import io.tiangong.spi.ErrorCode;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.Header;
import io.tiangong.v1.QueryServiceGrpc;
import io.tiangong.v1.Trailer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which failures of a gateway a run sees, and which calls go to another one. */
@Timeout(60)
class GrpcTargetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int REQUESTS = 20;
  private static final List<Phase> PHASES =
      List.of(Phase.constant("only", Duration.ofMillis(200), REQUESTS * 5));

  private final Recording recording = new Recording(PHASES, 1);
  private final List<Server> servers = new ArrayList<>();

  /** A gateway whose every answer is written by a script. */
  private static final class Scripted extends QueryServiceGrpc.QueryServiceImplBase {
    private final Consumer<StreamObserver<ExecuteResponse>> script;
    private final AtomicInteger calls = new AtomicInteger();

    Scripted(Consumer<StreamObserver<ExecuteResponse>> script) {
      this.script = script;
    }

    @Override
    public void execute(ExecuteRequest request, StreamObserver<ExecuteResponse> answer) {
      calls.incrementAndGet();
      script.accept(answer);
    }
  }

  private static void noRows(StreamObserver<ExecuteResponse> answer) {
    answer.onNext(
        ExecuteResponse.newBuilder()
            .setHeader(Header.getDefaultInstance())
            .setTrailer(Trailer.getDefaultInstance())
            .build());
    answer.onCompleted();
  }

  private static Consumer<StreamObserver<ExecuteResponse>> fails(ErrorCode code) {
    return answer -> answer.onError(told(code));
  }

  private static StatusRuntimeException told(ErrorCode code) {
    Metadata trailers = new Metadata();
    trailers.put(
        Metadata.Key.of("tiangong-error-bin", Metadata.BINARY_BYTE_MARSHALLER),
        ErrorInfo.newBuilder()
            .setCode(code.name())
            .setMessage("so it is")
            .setRetryable(code.retryable())
            .build()
            .toByteArray());
    return Status.UNAVAILABLE.asRuntimeException(trailers);
  }

  private String start(Scripted gateway) throws IOException {
    Server server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .addService(gateway)
            .build()
            .start();
    servers.add(server);
    return "127.0.0.1:" + server.getPort();
  }

  /** Where nobody listens any more. */
  private String down() throws IOException {
    String address = start(new Scripted(GrpcTargetTest::noRows));
    servers.remove(servers.size() - 1).shutdownNow();
    return address;
  }

  @AfterEach
  void stop() {
    servers.forEach(Server::shutdownNow);
  }

  private void run(Duration timeout, String... gateways) {
    Request request =
        new Request("q", "SELECT", List.of(), Account.NONE, timeout, () -> new Answer.Count(0));
    try (Checks checks = new Checks();
        Target target = new GrpcTarget(List.of(gateways), 2, checks)) {
      Arrivals arrivals = new Arrivals(PHASES, Spacing.CONSTANT, 1);
      new OpenLoop(
              arrivals, attempt -> () -> target.send(request, attempt), recording, 100, PATIENCE)
          .run(System.nanoTime());
    }
    assertThat(recording.all().offered()).isEqualTo(REQUESTS);
  }

  private void assertFailed(String code, String text) {
    assertThat(recording.all().failed()).containsOnlyKeys(code).containsEntry(code, 20L);
    assertThat(recording.examples().get(code)).allMatch(told -> told.contains(text));
  }

  @Test
  void callsToTheGatewayThatIsDownGoToTheOther() throws IOException {
    Scripted up = new Scripted(GrpcTargetTest::noRows);
    run(PATIENCE, down(), start(up));
    assertThat(recording.all().right()).isEqualTo(REQUESTS);
    assertThat(up.calls).hasValue(REQUESTS);
    assertThat(recording.all().again()).isBetween(1L, (long) REQUESTS);
  }

  @Test
  void callsToTheGatewayThatStopsAreSentAgain() throws IOException {
    int most = RetryPolicy.standard().attempts() - 1;
    AtomicInteger calls = new AtomicInteger();
    Consumer<StreamObserver<ExecuteResponse>> stops = fails(ErrorCode.SHUTTING_DOWN);
    Scripted gateway =
        new Scripted(
            answer -> {
              if (calls.incrementAndGet() <= most) {
                stops.accept(answer);
              } else {
                noRows(answer);
              }
            });
    run(PATIENCE, start(gateway));
    assertThat(recording.all().right()).isEqualTo(REQUESTS);
    assertThat(recording.all().again()).isEqualTo(most);
  }

  @Test
  void requestsFailWhenAllGatewaysAreDown() throws IOException {
    run(PATIENCE, down(), down());
    assertFailed("UNAVAILABLE", "Connection refused");
    assertThat(recording.all().again())
        .isEqualTo((RetryPolicy.standard().attempts() - 1) * (long) REQUESTS);
  }

  @Test
  void sourceThatIsDownIsAFailureAtOnce() throws IOException {
    Scripted gateway = new Scripted(fails(ErrorCode.SOURCE_UNAVAILABLE));
    run(PATIENCE, start(gateway));
    assertFailed("SOURCE_UNAVAILABLE", "so it is");
    assertThat(gateway.calls).hasValue(REQUESTS);
    assertThat(recording.all().again()).isZero();
  }

  @Test
  void answerThatHasBegunIsNotAskedForAgain() throws IOException {
    Scripted gateway =
        new Scripted(
            answer -> {
              answer.onNext(ExecuteResponse.getDefaultInstance());
              answer.onError(Status.UNAVAILABLE.asRuntimeException());
            });
    run(PATIENCE, start(gateway));
    assertFailed("UNAVAILABLE", "no gateway answers at 127.0.0.1:");
    assertThat(gateway.calls).hasValue(REQUESTS);
  }

  @Test
  void timeoutIsToldPlainly() throws IOException {
    String gateway = start(new Scripted(answer -> {}));
    run(Duration.ofMillis(300), gateway);
    assertFailed("DEADLINE_EXCEEDED", "no answer from " + gateway + " within the timeout of 300ms");
  }
}
