package io.tiangong.gateway.grpc;

import com.google.protobuf.ByteString;
import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.v1.Batch;
import io.tiangong.v1.Header;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/** Batches as encapsulated Arrow IPC messages. */
final class ArrowEncoder implements BatchEncoder {

  private static final int METADATA_BYTES = 1024;

  @Override
  public void describe(List<Column> columns, Header.Builder header) {
    ByteString.Output out = ByteString.newOutput(METADATA_BYTES);
    try {
      MessageSerializer.serialize(
          new WriteChannel(Channels.newChannel(out)), ArrowTypes.schema(columns));
    } catch (IOException e) {
      throw unwritable(e);
    }
    header.setArrowSchema(out.toByteString());
  }

  @Override
  public Batch encode(VectorSchemaRoot batch, int from, int rows) {
    if (from == 0 && rows == batch.getRowCount()) {
      return encode(batch);
    }
    try (VectorSchemaRoot slice = batch.slice(from, rows)) {
      return encode(slice);
    }
  }

  private static Batch encode(VectorSchemaRoot batch) {
    try (ArrowRecordBatch record = new VectorUnloader(batch).getRecordBatch()) {
      int size = Math.toIntExact(record.computeBodyLength()) + METADATA_BYTES;
      ByteString.Output out = ByteString.newOutput(size);
      MessageSerializer.serialize(new WriteChannel(Channels.newChannel(out)), record);
      return Batch.newBuilder()
          .setRows(batch.getRowCount())
          .setArrowRecordBatch(out.toByteString())
          .build();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static QueryException unwritable(IOException e) {
    return new QueryException(ErrorCode.INTERNAL, "Arrow IPC to memory failed: " + e, e);
  }
}
