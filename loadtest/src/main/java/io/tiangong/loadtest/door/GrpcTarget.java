package io.tiangong.loadtest.door;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.wire.Connections;
import io.tiangong.v1.Encoding;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.QueryServiceGrpc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The gateway by its own protocol, asynchronously: thousands of waiting requests need no thread.
 */
final class GrpcTarget implements Target {

  private static final Metadata.Key<byte[]> ERROR_INFO =
      Metadata.Key.of("tiangong-error-bin", Metadata.BINARY_BYTE_MARSHALLER);

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
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
    Channel channel = identified(connections.next(), request.account());
    ClientCalls.asyncServerStreamingCall(
        channel.newCall(QueryServiceGrpc.getExecuteMethod(), options),
        message.build(),
        new Reply(request, attempt));
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

  /** Gathers the messages of one answer. */
  private final class Reply implements StreamObserver<ExecuteResponse> {

    private final Request request;
    private final Attempt attempt;
    private final List<ExecuteResponse> messages = new ArrayList<>(1);

    Reply(Request request, Attempt attempt) {
      this.request = request;
      this.attempt = attempt;
    }

    @Override
    public void onNext(ExecuteResponse message) {
      messages.add(message);
    }

    @Override
    public void onCompleted() {
      attempt.arrived();
      if (messages.isEmpty() || !messages.get(messages.size() - 1).hasTrailer()) {
        attempt.failed("ANSWER_INCOMPLETE", "the answer ended without a trailer");
      } else {
        checks.check(attempt, request, () -> Cells.rows(messages));
      }
    }

    @Override
    public void onError(Throwable error) {
      Status status = Status.fromThrowable(error);
      Metadata trailers = Status.trailersFromThrowable(error);
      byte[] told = trailers == null ? null : trailers.get(ERROR_INFO);
      if (told == null) {
        attempt.failed(status.getCode().name(), status.toString());
        return;
      }
      try {
        ErrorInfo info = ErrorInfo.parseFrom(told);
        attempt.failed(info.getCode(), info.getMessage());
      } catch (InvalidProtocolBufferException e) {
        attempt.failed("PROTOCOL_VIOLATION", e.getMessage() == null ? "?" : e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
