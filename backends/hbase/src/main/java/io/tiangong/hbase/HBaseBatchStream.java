package io.tiangong.hbase;

import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.ScanContext;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.hadoop.hbase.client.Result;

/** The rows of a {@link RowMerge} as Arrow batches, up to a limit. */
final class HBaseBatchStream implements BatchStream {

  private final List<Column> columns;
  private final RowReader reader;
  private final RowMerge source;
  private final Cancellation.Registration onCancel;
  private final ScanContext context;
  private final VectorSchemaRoot root;
  private long left;
  private boolean closed;

  /**
   * @param limit rows to deliver at most
   * @param onCancel undone at close
   */
  HBaseBatchStream(
      List<Column> columns,
      RowReader reader,
      RowMerge rows,
      long limit,
      Cancellation.Registration onCancel,
      ScanContext context) {
    this.columns = columns;
    this.reader = reader;
    this.source = rows;
    this.left = limit;
    this.onCancel = onCancel;
    this.context = context;
    this.root = VectorSchemaRoot.create(ArrowTypes.schema(columns), context.allocator());
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
    context.cancellation().check();
    while (left > 0) {
      List<Result> some = take((int) Math.min(left, context.batchRows()));
      if (some.isEmpty()) {
        break;
      }
      if (fill(some) > 0) {
        return true;
      }
    }
    root.clear();
    return false;
  }

  private List<Result> take(int max) {
    try {
      return source.take(max);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryException(ErrorCode.CANCELLED, "interrupted while reading", e);
    }
  }

  private int fill(List<Result> rows) {
    root.clear();
    for (FieldVector vector : root.getFieldVectors()) {
      vector.setInitialCapacity(rows.size());
      vector.allocateNew();
    }
    int count = 0;
    for (Result row : rows) {
      if (reader.read(row, root, count)) {
        count++;
      }
    }
    root.setRowCount(count);
    left -= count;
    return count;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onCancel.close();
      source.close();
      root.close();
    }
  }
}
