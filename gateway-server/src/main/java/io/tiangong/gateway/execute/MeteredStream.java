package io.tiangong.gateway.execute;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Column;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A source's stream that counts its rows. */
final class MeteredStream implements BatchStream {

  private final BatchStream stream;
  private final AtomicLong rows = new AtomicLong();

  MeteredStream(BatchStream stream) {
    this.stream = stream;
  }

  long rows() {
    return rows.get();
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
    if (!stream.next()) {
      return false;
    }
    rows.addAndGet(stream.root().getRowCount());
    return true;
  }

  @Override
  public void close() {
    stream.close();
  }
}
