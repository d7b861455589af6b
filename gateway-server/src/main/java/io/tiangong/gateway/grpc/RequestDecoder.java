package io.tiangong.gateway.grpc;

import io.tiangong.gateway.query.RowLimit;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.v1.Encoding;
import io.tiangong.v1.ExecuteRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Checks requests against the protocol and the limits. */
record RequestDecoder(RequestLimits limits) {

  private static final int MAX_UTF8_PER_CHAR = 3;
  private static final int MAX_SCHEMA_CHARS = 256;
  private static final Pattern QUERY_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** The id that a caller chose, checked. */
  String queryId(String chosen) {
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
  String sql(String text) {
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
  String schema(String name) {
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
