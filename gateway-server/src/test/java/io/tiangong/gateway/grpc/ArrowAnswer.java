package io.tiangong.gateway.grpc;

import io.tiangong.v1.ExecuteResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/** Reads answers in Arrow encoding as clients do: the messages joined are an Arrow IPC stream. */
final class ArrowAnswer {

  private ArrowAnswer() {}

  /** The column {@code id}. */
  static List<Long> ids(List<ExecuteResponse> messages) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (ExecuteResponse message : messages) {
      message.getHeader().getArrowSchema().writeTo(stream);
      message.getBatch().getArrowRecordBatch().writeTo(stream);
    }
    List<Long> ids = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(new ByteArrayInputStream(stream.toByteArray()), allocator)) {
      while (reader.loadNextBatch()) {
        BigIntVector column = (BigIntVector) reader.getVectorSchemaRoot().getVector("id");
        for (int row = 0; row < column.getValueCount(); row++) {
          ids.add(column.get(row));
        }
      }
    }
    return ids;
  }
}
