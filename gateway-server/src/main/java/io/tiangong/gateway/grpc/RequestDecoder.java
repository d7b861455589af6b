package io.tiangong.gateway.grpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.query.Query;
import io.tiangong.gateway.query.RowLimit;
import io.tiangong.gateway.query.RunningQueries;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.v1.Encoding;
import io.tiangong.v1.ExecuteRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Checks requests against the protocol and the limits, and makes queries of them. */
public record RequestDecoder(RequestLimits limits) {

  private static final int MAX_UTF8_PER_CHAR = 3;
  private static final int MAX_SCHEMA_CHARS = 256;
  private static final Pattern QUERY_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final long CALLERS_LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /**
   * The query of a request.
   *
   * @param id unique among the running queries
   * @param ticker tells when it arrived
   */
  public Query query(
      ExecuteRequest request,
      String id,
      Identity caller,
      Cancellation cancellation,
      LongSupplier ticker) {
    return new Query(
        id,
        sql(request.getSql()),
        schema(request.getSchema()),
        ParameterDecoder.decode(request.getParametersList()),
        caller,
        rowLimit(request),
        cancellation,
        ticker.getAsLong());
  }

  /** What ends the query of the current call: at its deadline, or at the default one. */
  public Cancellation cancellation() {
    Deadline deadline = Context.current().getDeadline();
    return Cancellation.withDeadline(
        System.nanoTime()
            + (deadline == null
                ? limits.defaultTimeout().toNanos()
                : deadline.timeRemaining(TimeUnit.NANOSECONDS)));
  }

  /**
   * Ends a query whose caller went away. A caller's clock runs ahead of ours by the call's way
   * here: he gives up a little earlier than the deadline.
   */
  public static void callerLeft(Cancellation cancellation) {
    cancellation.cancel(
        cancellation.remainingNanos() <= CALLERS_LEAD_NANOS
            ? RunningQueries.deadlineExceeded()
            : new QueryException(ErrorCode.CANCELLED, "the caller went away"));
  }

  /** The id that a caller chose, checked. */
  public String queryId(String chosen) {
    if (!QUERY_ID.matcher(chosen).matches()) {
      throw new QueryException(
          ErrorCode.INVALID_REQUEST,
          "query_id must be 1 to 64 letters, digits, '-' or '_'; it has "
              + chosen.length()
              + " characters");
    }
    return chosen;
  }

  /** A statement, checked. */
  public String sql(String text) {
    if (text.isBlank()) {
      throw new QueryException(ErrorCode.INVALID_REQUEST, "sql is empty");
    }
    if ((long) text.length() * MAX_UTF8_PER_CHAR > limits.maxStatementBytes()) {
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > limits.maxStatementBytes()) {
        throw new QueryException(
            ErrorCode.STATEMENT_TOO_LARGE,
            "the statement has "
                + bytes
                + " bytes, at most "
                + limits.maxStatementBytes()
                + " are taken; send values as parameters");
      }
    }
    return text;
  }

  /** The name of a schema, checked for its length only. */
  public String schema(String name) {
    if (name.length() > MAX_SCHEMA_CHARS) {
      throw new QueryException(
          ErrorCode.INVALID_REQUEST,
          "schema has "
              + name.length()
              + " characters, at most "
              + MAX_SCHEMA_CHARS
              + " are taken");
    }
    return name;
  }

  RowLimit rowLimit(ExecuteRequest request) {
    long asked = request.getMaxRows();
    boolean bounded = Long.compareUnsigned(asked, limits.maxRows()) < 0 && asked != 0;
    return new RowLimit(bounded ? asked : limits.maxRows(), request.getTruncate());
  }

  BatchEncoder encoder(Encoding encoding) {
    return switch (encoding) {
      case ENCODING_UNSPECIFIED, ENCODING_PROTOBUF -> new ProtobufEncoder();
      case ENCODING_ARROW -> new ArrowEncoder();
      case UNRECOGNIZED -> throw new QueryException(ErrorCode.INVALID_REQUEST, "unknown encoding");
    };
  }
}
