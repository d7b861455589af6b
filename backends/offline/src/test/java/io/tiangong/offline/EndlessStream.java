package io.tiangong.offline;

import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Cells;
import io.tiangong.spi.Column;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Batches of (BIGINT, VARCHAR) without end, each written over the one before. */
final class EndlessStream implements BatchStream {

  static final int ROWS = 1000;

  private final List<Column> columns = TestEngine.columns(TestEngine.BIGINT, TestEngine.VARCHAR);
  private final VectorSchemaRoot root;
  private long delivered;

  EndlessStream(BufferAllocator allocator) {
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
    for (int row = 0; row < ROWS; row++) {
      Cells.write(root.getVector(0), row, delivered);
      Cells.write(root.getVector(1), row, "row number " + delivered);
      delivered++;
    }
    root.setRowCount(ROWS);
    return true;
  }

  @Override
  public void close() {
    root.close();
  }
}
