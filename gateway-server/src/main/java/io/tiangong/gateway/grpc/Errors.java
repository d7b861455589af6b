package io.tiangong.gateway.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tiangong.gateway.admission.Decision;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.ErrorKind;
import io.tiangong.v1.TextPosition;

/**
 * The one mapping of errors to gRPC: a {@link Status}, and an {@link ErrorInfo} in the trailers.
 * Texts are cut so that the trailers stay within the 8 KB that clients accept.
 */
final class Errors {

  static final Metadata.Key<byte[]> ERROR_INFO =
      Metadata.Key.of("tiangong-error-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private static final int MAX_DESCRIPTION = 400;
  private static final int MAX_MESSAGE = 1_000;
  private static final int MAX_FACT = 200;
  private static final int MAX_FACTS = 6;

  private Errors() {}

  /**
   * @param queryId empty when the request did not become a query
   */
  static StatusRuntimeException of(QueryException error, String queryId) {
    Metadata trailers = new Metadata();
    trailers.put(ERROR_INFO, info(error, queryId).toByteArray());
    return status(error.code())
        .withDescription(cut(error.getMessage(), MAX_DESCRIPTION))
        .asRuntimeException(trailers);
  }

  private static Status status(ErrorCode code) {
    return switch (code) {
      case SYNTAX_ERROR,
          COLUMN_NOT_FOUND,
          FUNCTION_NOT_FOUND,
          TYPE_MISMATCH,
          SEMANTIC_ERROR,
          INVALID_PARAMETER,
          INVALID_CAST,
          INVALID_REQUEST ->
          Status.INVALID_ARGUMENT;
      case TABLE_NOT_FOUND, QUERY_NOT_FOUND -> Status.NOT_FOUND;
      case NOT_SUPPORTED -> Status.UNIMPLEMENTED;
      case NUMERIC_VALUE_OUT_OF_RANGE -> Status.OUT_OF_RANGE;
      case CATALOG_INVALID, CONFIG_INVALID -> Status.FAILED_PRECONDITION;
      case UNAUTHENTICATED, TOKEN_EXPIRED -> Status.UNAUTHENTICATED;
      case PERMISSION_DENIED -> Status.PERMISSION_DENIED;
      case CANCELLED -> Status.CANCELLED;
      case DEADLINE_EXCEEDED -> Status.DEADLINE_EXCEEDED;
      case ROW_LIMIT_EXCEEDED,
          MEMORY_LIMIT_EXCEEDED,
          STATEMENT_TOO_LARGE,
          RATE_LIMITED,
          OVERLOADED ->
          Status.RESOURCE_EXHAUSTED;
      case SOURCE_UNAVAILABLE, SHUTTING_DOWN -> Status.UNAVAILABLE;
      case SOURCE_ERROR -> Status.UNKNOWN;
      case DATA_CORRUPT -> Status.DATA_LOSS;
      case INTERNAL -> Status.INTERNAL;
    };
  }

  private static ErrorInfo info(QueryException error, String queryId) {
    ErrorCode code = error.code();
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder()
            .setCode(code.name())
            .setNumber(code.number())
            .setKind(ErrorKind.valueOf("ERROR_KIND_" + code.kind().name()))
            .setSqlState(code.sqlState())
            .setMessage(cut(error.text(), MAX_MESSAGE))
            .setRetryable(code.retryable())
            .setRetryDelayMillis(retryDelay(error))
            .setQueryId(queryId);
    error
        .position()
        .ifPresent(
            at ->
                info.setPosition(
                    TextPosition.newBuilder().setLine(at.line()).setColumn(at.column())));
    error.facts().entrySet().stream()
        .limit(MAX_FACTS)
        .forEach(fact -> info.putFacts(fact.getKey(), cut(fact.getValue(), MAX_FACT)));
    return info.build();
  }

  private static long retryDelay(QueryException error) {
    return Long.parseLong(error.facts().getOrDefault(Decision.RETRY_AFTER_MILLIS, "0"));
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "…";
  }
}
