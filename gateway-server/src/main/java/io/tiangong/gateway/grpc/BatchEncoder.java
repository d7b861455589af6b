package io.tiangong.gateway.grpc;

import io.tiangong.spi.Column;
import io.tiangong.v1.Batch;
import io.tiangong.v1.Header;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Writes one answer's vectors as protocol messages. */
sealed interface BatchEncoder permits ProtobufEncoder, ArrowEncoder {

  /** Fills in what the encoding has to say before the first batch. Called once. */
  void describe(List<Column> columns, Header.Builder header);

  Batch encode(VectorSchemaRoot batch, int from, int rows);
}
