package io.tiangong.offline;

import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Another fragment's answer on its way into DuckDB, pulled batch by batch on whichever thread of
 * DuckDB asks.
 *
 * <p>Batches are copied: DuckDB may still read one while it asks for the next, and a {@link
 * BatchStream} is free to write the next into the same memory.
 */
final class InputReader extends ArrowReader {

  private final Schema schema;
  private final BatchStream stream;
  private volatile @Nullable QueryException failure;
  private boolean closed;

  InputReader(String table, List<Column> columns, BatchStream stream, BufferAllocator allocator) {
    super(allocator);
    this.schema = plain(columns);
    this.stream = stream;
    Schema delivered = stream.root().getSchema();
    if (!types(delivered).equals(types(schema))) {
      throw new QueryException(
          ErrorCode.INTERNAL, "input " + table + " is " + delivered + " instead of " + schema);
    }
  }

  /** Without extensions: to DuckDB JSON is text, like all of the plan's JSON. */
  private static Schema plain(List<Column> columns) {
    return new Schema(
        ArrowTypes.schema(columns).getFields().stream()
            .map(f -> new Field(f.getName(), plain(f), List.of()))
            .toList());
  }

  private static FieldType plain(Field field) {
    return new FieldType(field.isNullable(), field.getType(), null);
  }

  BufferAllocator allocator() {
    return allocator;
  }

  /** The fault of the stream that made DuckDB's statement fail. */
  Optional<QueryException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    prepareLoadNextBatch();
    try {
      if (!stream.next()) {
        return false;
      }
      try (ArrowRecordBatch batch = new VectorUnloader(stream.root()).getRecordBatch();
          ArrowRecordBatch copy = copy(batch)) {
        loadRecordBatch(copy);
      }
      return true;
    } catch (QueryException e) {
      failure = e;
      throw new IOException(e.getMessage(), e);
    } catch (OutOfMemoryException e) {
      failure =
          new QueryException(
              ErrorCode.MEMORY_LIMIT_EXCEEDED, "the query's memory does not hold its inputs", e);
      throw new IOException(e.getMessage(), e);
    }
  }

  private ArrowRecordBatch copy(ArrowRecordBatch batch) {
    List<ArrowBuf> copies = new ArrayList<>();
    try {
      for (ArrowBuf buffer : batch.getBuffers()) {
        ArrowBuf copy = allocator.buffer(buffer.readableBytes());
        copies.add(copy);
        copy.setBytes(0, buffer, 0, buffer.readableBytes());
        copy.writerIndex(buffer.readableBytes());
      }
      return new ArrowRecordBatch(batch.getLength(), batch.getNodes(), copies);
    } finally {
      copies.forEach(ArrowBuf::close);
    }
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        super.close();
      } catch (IOException e) {
        throw new QueryException(ErrorCode.INTERNAL, "an input did not close: " + e, e);
      }
    }
  }

  @Override
  protected void closeReadSource() {
    stream.close();
  }

  @Override
  protected Schema readSchema() {
    return schema;
  }

  private static List<Object> types(Schema schema) {
    return schema.getFields().stream().<Object>map(Field::getType).toList();
  }
}
