package io.tiangong.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.tiangong.v1.ErrorInfo;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Reads failed gRPC calls of one gateway as {@link TiangongException}s. */
final class ErrorDecoder {

  private static final Metadata.Key<byte[]> ERROR_INFO =
      Metadata.Key.of("tiangong-error-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private final String target;

  ErrorDecoder(String target) {
    this.target = target;
  }

  /**
   * The error of a call that ended with a status other than OK.
   *
   * @param limit of the call
   */
  TiangongException failed(
      Status status, @Nullable Metadata trailers, String queryId, TimeLimit limit) {
    byte @Nullable [] told = trailers == null ? null : trailers.get(ERROR_INFO);
    if (told != null) {
      try {
        return new TiangongException(ErrorInfo.parseFrom(told), status.getCause());
      } catch (InvalidProtocolBufferException unreadable) {
        return broken("unreadable error details", queryId);
      }
    }
    ErrorCode code = codeOf(status.getCode());
    String text =
        code == ErrorCode.DEADLINE_EXCEEDED && limit.isOver()
            ? "no answer from "
                + target
                + " within the timeout of "
                + limit
                + "; allow more time"
                + " or ask for less"
            : text(code, status);
    return new TiangongException(code.info(text).setQueryId(queryId).build(), status.getCause());
  }

  /** The error of a call that was cancelled from here. */
  TiangongException cancelled(Status status, String queryId) {
    ErrorCode code = ErrorCode.CANCELLED;
    return new TiangongException(
        code.info(text(code, status)).setQueryId(queryId).build(), status.getCause());
  }

  /** The answer ended before its trailer: what came may be a part only. */
  TiangongException incomplete(String queryId) {
    String message = "the answer of " + target + " ended early; run the query again";
    return new TiangongException(
        ErrorCode.ANSWER_INCOMPLETE.info(message).setQueryId(queryId).build(), null);
  }

  /** The answer does not follow the protocol. */
  TiangongException broken(String what, String queryId) {
    String message = what + " in the answer of " + target + "; do client and gateway match?";
    return new TiangongException(
        ErrorCode.PROTOCOL_VIOLATION.info(message).setQueryId(queryId).build(), null);
  }

  /**
   * A gateway that cancels a query says so in its error details; without them, a call that ends as
   * cancelled was cut off by a gateway that stops or by something between.
   */
  private static ErrorCode codeOf(Status.Code code) {
    return switch (code) {
      case UNAVAILABLE, CANCELLED -> ErrorCode.GATEWAY_UNAVAILABLE;
      case DEADLINE_EXCEEDED -> ErrorCode.DEADLINE_EXCEEDED;
      case RESOURCE_EXHAUSTED -> ErrorCode.MEMORY_LIMIT_EXCEEDED;
      case UNIMPLEMENTED -> ErrorCode.NOT_SUPPORTED;
      case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
      case PERMISSION_DENIED -> ErrorCode.PERMISSION_DENIED;
      case INVALID_ARGUMENT -> ErrorCode.INVALID_REQUEST;
      default -> ErrorCode.INTERNAL;
    };
  }

  private String text(ErrorCode code, Status status) {
    String why = reason(status);
    return switch (code) {
      case GATEWAY_UNAVAILABLE -> "no gateway answers at " + target + why + "; is it running?";
      case DEADLINE_EXCEEDED -> "the call to " + target + " did not end within its timeout" + why;
      case CANCELLED -> "the query was cancelled" + why;
      case MEMORY_LIMIT_EXCEEDED -> "the call to " + target + " reached a limit" + why;
      case NOT_SUPPORTED -> target + " does not serve this call" + why;
      default -> target + " answered " + status.getCode() + why;
    };
  }

  /** The cause where there is one: gRPC's own description of it is "io exception". */
  private static String reason(Status status) {
    Throwable cause = status.getCause();
    String reason = cause == null ? status.getDescription() : told(cause);
    return reason == null ? "" : " (" + reason + ")";
  }

  /** Names the host that nobody knows, which lies deep; otherwise the cause's own message. */
  private static @Nullable String told(Throwable cause) {
    for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
      if (inner instanceof UnknownHostException unknown && unknown.getMessage() != null) {
        return "unknown host " + unknown.getMessage().replaceFirst(": .*", "");
      }
    }
    return cause.getMessage();
  }
}
