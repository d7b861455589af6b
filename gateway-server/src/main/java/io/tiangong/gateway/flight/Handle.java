package io.tiangong.gateway.flight;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.Value;
import java.util.List;

/**
 * What a statement or a ticket is known by: the request itself, text, schema and parameters. So the
 * gateway keeps nothing between the calls of a client, and any gateway can answer the next one. It
 * is no secret and grants nothing: whoever brings it asks in his own name.
 */
record Handle(ExecuteRequest request) {

  /** Parameters travel in tickets, and twice. */
  private static final int MAX_BYTES = 1 << 20;

  static Handle of(String sql, String schema) {
    return new Handle(ExecuteRequest.newBuilder().setSql(sql).setSchema(schema).build());
  }

  static Handle read(ByteString bytes) {
    try {
      return new Handle(ExecuteRequest.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new QueryException(
          ErrorCode.INVALID_REQUEST, "the handle is not of this gateway; prepare again", e);
    }
  }

  Handle with(List<Value> parameters) {
    Handle bound =
        new Handle(request.toBuilder().clearParameters().addAllParameters(parameters).build());
    int bytes = bound.request.getSerializedSize();
    if (bytes > MAX_BYTES) {
      throw new QueryException(
          ErrorCode.INVALID_PARAMETER,
          "statement and parameters have " + bytes + " bytes, at most " + MAX_BYTES + " are taken");
    }
    return bound;
  }

  Handle withQueryId(String id) {
    return new Handle(request.toBuilder().setQueryId(id).build());
  }

  ByteString bytes() {
    return request.toByteString();
  }
}
