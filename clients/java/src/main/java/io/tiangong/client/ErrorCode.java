package io.tiangong.client;

import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.ErrorKind;

/**
 * The errors that this client finds itself; names and numbers are those of the gateway where it has
 * the same one.
 */
enum ErrorCode {
  COLUMN_NOT_FOUND(1003, ErrorKind.ERROR_KIND_USER, "42703", false),
  TYPE_MISMATCH(1005, ErrorKind.ERROR_KIND_USER, "42804", false),
  NOT_SUPPORTED(1007, ErrorKind.ERROR_KIND_USER, "0A000", false),
  INVALID_PARAMETER(1008, ErrorKind.ERROR_KIND_USER, "22023", false),
  INVALID_REQUEST(1011, ErrorKind.ERROR_KIND_USER, "08P01", false),
  UNAUTHENTICATED(1101, ErrorKind.ERROR_KIND_USER, "28000", false),
  PERMISSION_DENIED(1102, ErrorKind.ERROR_KIND_USER, "42501", false),
  CANCELLED(1201, ErrorKind.ERROR_KIND_USER, "57014", false),
  DEADLINE_EXCEEDED(1202, ErrorKind.ERROR_KIND_USER, "57014", false),
  MEMORY_LIMIT_EXCEEDED(2002, ErrorKind.ERROR_KIND_RESOURCE, "53200", false),
  GATEWAY_UNAVAILABLE(4101, ErrorKind.ERROR_KIND_RESOURCE, "08001", true),
  /** The stream ended without its trailer. */
  ANSWER_INCOMPLETE(4102, ErrorKind.ERROR_KIND_RESOURCE, "08006", true),
  INTERNAL(5001, ErrorKind.ERROR_KIND_INTERNAL, "XX000", false),
  /** The answer does not follow the protocol. */
  PROTOCOL_VIOLATION(5101, ErrorKind.ERROR_KIND_INTERNAL, "08P01", false);

  private final int number;
  private final ErrorKind kind;
  private final String sqlState;
  private final boolean retryable;

  ErrorCode(int number, ErrorKind kind, String sqlState, boolean retryable) {
    this.number = number;
    this.kind = kind;
    this.sqlState = sqlState;
    this.retryable = retryable;
  }

  TiangongException error(String message) {
    return new TiangongException(info(message).build(), null);
  }

  ErrorInfo.Builder info(String message) {
    return ErrorInfo.newBuilder()
        .setCode(name())
        .setNumber(number)
        .setKind(kind)
        .setSqlState(sqlState)
        .setRetryable(retryable)
        .setMessage(message);
  }
}
