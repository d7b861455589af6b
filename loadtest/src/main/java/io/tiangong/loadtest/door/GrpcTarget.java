package io.tiangong.loadtest.door;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.tiangong.client.RetryPolicy;
import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.wire.Connections;
import io.tiangong.v1.Encoding;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.QueryServiceGrpc;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The gateway by its own protocol, asynchronously: thousands of waiting requests need no thread.
 *
 * <p>Calls that find their gateway gone follow the policy of the product's Java client; what else
 * that client would try again (sources, limits) is a failure here, since it is what a run looks
 * for.
 */
final class GrpcTarget implements Target {

  private static final RetryPolicy RETRIES = RetryPolicy.standard();

  private final Connections connections;
  private final Checks checks;

  GrpcTarget(List<String> gateways, int count, Checks checks) {
    this.connections = Connections.open(gateways, count);
    this.checks = checks;
  }

  @Override
  public void send(Request request, Attempt attempt) {
    ExecuteRequest.Builder message =
        ExecuteRequest.newBuilder().setSql(request.sql()).setEncoding(Encoding.ENCODING_PROTOBUF);
    request.parameters().forEach(value -> message.addParameters(Cells.encode(value)));
    new Call(request, message.build(), attempt).send();
  }

  private static Channel identified(Channel channel, Account account) {
    if (account.equals(Account.NONE)) {
      return channel;
    }
    Metadata headers = new Metadata();
    if (!account.user().isEmpty()) {
      String pair = account.user() + ":" + account.password();
      String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      headers.put(header("authorization"), "Basic " + basic);
    }
    if (account.hasToken()) {
      headers.put(header("authorization"), "Bearer " + account.token());
    }
    if (!account.lane().isEmpty()) {
      headers.put(header("tiangong-lane"), account.lane());
    }
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static Metadata.Key<String> header(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /**
   * One request: its first call and those that follow on other connections while the gateway is
   * gone, all within one timeout.
   */
  private final class Call {

    private final Request request;
    private final ExecuteRequest message;
    private final Attempt attempt;
    private final CallOptions options;
    private int failures; // one call follows the other

    Call(Request request, ExecuteRequest message, Attempt attempt) {
      this.request = request;
      this.message = message;
      this.attempt = attempt;
      this.options =
          CallOptions.DEFAULT.withDeadlineAfter(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    void send() {
      ManagedChannel connection = connections.next();
      Channel channel = identified(connection, request.account());
      ClientCalls.asyncServerStreamingCall(
          channel.newCall(QueryServiceGrpc.getExecuteMethod(), options),
          message,
          new Reply(this, connection.authority()));
    }

    void answered(List<ExecuteResponse> messages) {
      attempt.arrived();
      if (messages.isEmpty() || !messages.get(messages.size() - 1).hasTrailer()) {
        attempt.failed("ANSWER_INCOMPLETE", "the answer ended without a trailer");
      } else {
        checks.check(attempt, request, () -> Cells.rows(messages));
      }
    }

    /**
     * @param untouched nothing of an answer had come
     */
    void failed(CallFailure failure, boolean untouched) {
      failures++;
      Duration pause =
          failure.delay().isZero()
              ? RETRIES.pause(failures, ThreadLocalRandom.current())
              : failure.delay();
      if (untouched && failure.gatewayGone() && mayFollow(pause)) {
        CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
            .execute(this::again);
      } else {
        attempt.failed(failure.code(), failure.message());
      }
    }

    private boolean mayFollow(Duration pause) {
      Deadline deadline = Objects.requireNonNull(options.getDeadline());
      return failures < RETRIES.attempts()
          && deadline.timeRemaining(TimeUnit.NANOSECONDS) > pause.toNanos();
    }

    private void again() {
      if (attempt.again()) {
        send();
      }
    }
  }

  /** Gathers the messages of one call. */
  private static final class Reply implements StreamObserver<ExecuteResponse> {

    private final Call call;
    private final String gateway;
    private final List<ExecuteResponse> messages = new ArrayList<>(1);

    Reply(Call call, String gateway) {
      this.call = call;
      this.gateway = gateway;
    }

    @Override
    public void onNext(ExecuteResponse message) {
      messages.add(message);
    }

    @Override
    public void onCompleted() {
      call.answered(messages);
    }

    @Override
    public void onError(Throwable error) {
      call.failed(CallFailure.of(error, call.request, gateway), messages.isEmpty());
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
