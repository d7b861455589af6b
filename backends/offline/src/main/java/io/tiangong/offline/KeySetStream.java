package io.tiangong.offline;

import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Cells;
import io.tiangong.spi.Column;
import io.tiangong.spi.KeySet;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A key set as a stream of one batch. */
final class KeySetStream implements BatchStream {

  private final List<Column> columns;
  private final KeySet keys;
  private final VectorSchemaRoot root;
  private boolean delivered;

  KeySetStream(List<Column> columns, KeySet keys, BufferAllocator allocator) {
    this.columns = columns;
    this.keys = keys;
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
    if (delivered) {
      return false;
    }
    for (int row = 0; row < keys.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        Cells.write(root.getVector(column), row, keys.rows().get(row).get(column));
      }
    }
    root.setRowCount(keys.size());
    delivered = true;
    return keys.size() > 0;
  }

  @Override
  public void close() {
    root.close();
  }
}
