package io.tiangong.offline;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Column;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Another stream, watched: how far it was read, whether it was closed; may fail on demand. */
final class CountedStream implements BatchStream {

  final AtomicInteger batches = new AtomicInteger();
  volatile boolean closed;
  volatile @Nullable QueryException failure;
  private final BatchStream stream;

  CountedStream(BatchStream stream) {
    this.stream = stream;
  }

  @Override
  public List<Column> columns() {
    return stream.columns();
  }

  @Override
  public VectorSchemaRoot root() {
    return stream.root();
  }

  @Override
  public boolean next() {
    if (failure != null) {
      throw failure;
    }
    batches.incrementAndGet();
    return stream.next();
  }

  @Override
  public void close() {
    closed = true;
    stream.close();
  }
}
