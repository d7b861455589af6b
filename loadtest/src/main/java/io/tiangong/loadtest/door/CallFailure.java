package io.tiangong.loadtest.door;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.tiangong.v1.ErrorInfo;
import java.time.Duration;

/**
 * Why a call got no answer.
 *
 * @param gatewayGone whether the gateway itself was not there or is stopping, so that another one
 *     may answer; failures of sources and limits are no such thing
 * @param delay how long the gateway wants a caller to wait; zero: it does not say
 */
record CallFailure(String code, String message, boolean gatewayGone, Duration delay) {

  private static final Metadata.Key<byte[]> ERROR_INFO =
      Metadata.Key.of("tiangong-error-bin", Metadata.BINARY_BYTE_MARSHALLER);
  private static final String SHUTTING_DOWN = "SHUTTING_DOWN";

  /**
   * @param gateway that was called
   */
  static CallFailure of(Throwable error, Request request, String gateway) {
    Status status = Status.fromThrowable(error);
    Metadata trailers = Status.trailersFromThrowable(error);
    byte[] told = trailers == null ? null : trailers.get(ERROR_INFO);
    if (told == null) {
      return untold(status, request, gateway);
    }
    try {
      ErrorInfo info = ErrorInfo.parseFrom(told);
      boolean gone = info.getRetryable() && info.getCode().equals(SHUTTING_DOWN);
      Duration delay = Duration.ofMillis(info.getRetryDelayMillis());
      return new CallFailure(info.getCode(), info.getMessage(), gone, delay);
    } catch (InvalidProtocolBufferException e) {
      return new CallFailure("PROTOCOL_VIOLATION", String.valueOf(e), false, Duration.ZERO);
    }
  }

  /** A gateway tells why it fails a call, so this is the work of a connection. */
  private static CallFailure untold(Status status, Request request, String gateway) {
    Status.Code code = status.getCode();
    boolean gone = code == Status.Code.UNAVAILABLE || code == Status.Code.CANCELLED;
    String text;
    if (gone) {
      text = "no gateway answers at " + gateway + reason(status);
    } else if (code == Status.Code.DEADLINE_EXCEEDED) {
      text = "no answer from " + gateway + " within the timeout of " + request.timeoutText();
    } else {
      text = gateway + " answered " + code + reason(status);
    }
    return new CallFailure(code.name(), text, gone, Duration.ZERO);
  }

  /** The cause where there is one: gRPC's own description of it is "io exception". */
  private static String reason(Status status) {
    Throwable cause = status.getCause();
    String reason = cause == null ? status.getDescription() : cause.getMessage();
    return reason == null ? "" : " (" + reason + ")";
  }
}
