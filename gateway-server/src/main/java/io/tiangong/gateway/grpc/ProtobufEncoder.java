package io.tiangong.gateway.grpc;

import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.v1.Batch;
import io.tiangong.v1.ColumnData;
import io.tiangong.v1.Header;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Batches as protobuf columns. */
final class ProtobufEncoder implements BatchEncoder {

  private List<ColumnWriter> writers = List.of();

  @Override
  public void describe(List<Column> columns, Header.Builder header) {
    writers = columns.stream().map(column -> ColumnWriter.of(column.type())).toList();
  }

  @Override
  public Batch encode(VectorSchemaRoot batch, int from, int rows) {
    Batch.Builder message = Batch.newBuilder().setRows(rows);
    for (int i = 0; i < writers.size(); i++) {
      message.addColumns(encode(writers.get(i), batch.getVector(i), from, from + rows));
    }
    return message.build();
  }

  private static ColumnData encode(ColumnWriter writer, FieldVector vector, int from, int to) {
    ColumnData.Builder column = ColumnData.newBuilder();
    boolean nulls = vector.getNullCount() > 0;
    if (nulls) {
      for (int row = from; row < to; row++) {
        if (vector.isNull(row)) {
          column.addNullRows(row - from);
        }
      }
    }
    try {
      writer.write(vector, from, to, nulls, column);
    } catch (IllegalArgumentException e) {
      throw new QueryException(
          ErrorCode.DATA_CORRUPT,
          "column " + vector.getName() + " can't be sent: " + e.getMessage(),
          e);
    }
    return column.build();
  }
}
