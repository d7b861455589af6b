package io.tiangong.gateway.execute;

import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Column;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Reads the batches of a buffer, and after them what the buffered stream still has, if anything.
 */
final class ReplayStream implements BatchStream {

  private final ReplayBuffer buffer;
  private final List<Column> columns;
  private final @Nullable BatchStream rest;
  private final VectorSchemaRoot root;
  private int position;

  /**
   * @param rest the stream that the buffer was filled from, closed with this one; null when the
   *     buffer has it all
   */
  ReplayStream(
      ReplayBuffer buffer,
      List<Column> columns,
      @Nullable BatchStream rest,
      BufferAllocator allocator) {
    this.buffer = buffer;
    this.columns = columns;
    this.rest = rest;
    this.root = VectorSchemaRoot.create(ArrowTypes.schema(columns), allocator);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public VectorSchemaRoot root() {
    return root;
  }

  @Override
  public boolean next() {
    root.clear();
    if (position < buffer.batches()) {
      buffer.share(position++, root);
      return true;
    }
    if (rest == null || !rest.next()) {
      return false;
    }
    ReplayBuffer.move(rest.root(), root);
    return true;
  }

  @Override
  public void close() {
    root.close();
    if (rest != null) {
      rest.close();
    }
  }
}
