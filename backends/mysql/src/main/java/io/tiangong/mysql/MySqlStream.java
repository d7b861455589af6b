package io.tiangong.mysql;

import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.ScanContext;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The rows of a cursor as batches. The first batch is loaded at the start, so that an answer of one
 * batch holds its connection for one round trip only.
 */
final class MySqlStream implements BatchStream {

  private static final int FIRST_CAPACITY = 16;
  private static final long MAX_BATCH_BYTES = 4L << 20;

  private final List<Column> columns;
  private final ScanContext context;
  private final Cursor cursor;
  private final DeclaredKeys keys;
  private final VectorSchemaRoot root;
  private final List<ColumnCopy> copies = new ArrayList<>();
  private boolean loaded;
  private boolean exhausted;
  private long delivered;

  private MySqlStream(List<Column> columns, ScanContext context, Cursor cursor, DeclaredKeys keys) {
    this.columns = columns;
    this.context = context;
    this.cursor = cursor;
    this.keys = keys;
    this.root = VectorSchemaRoot.create(ArrowTypes.schema(columns), context.allocator());
  }

  /**
   * Loads the first batch. The stream closes the cursor, also when this fails.
   *
   * @param keys for naming the row of a fault
   */
  static MySqlStream start(
      List<Column> columns, ScanContext context, Cursor cursor, DeclaredKeys keys) {
    MySqlStream stream = new MySqlStream(columns, context, cursor, keys);
    try {
      stream.chooseCopies();
      stream.load(FIRST_CAPACITY);
      stream.loaded = true;
      return stream;
    } catch (QueryException e) {
      stream.close();
      throw e;
    }
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
    if (!loaded && exhausted) {
      root.clear();
    } else if (!loaded) {
      load(context.batchRows());
    }
    loaded = false;
    return root.getRowCount() > 0;
  }

  @Override
  public void close() {
    cursor.close();
    root.close();
  }

  private void chooseCopies() {
    try {
      ResultSetMetaData metadata = cursor.rows().getMetaData();
      if (metadata.getColumnCount() != columns.size()) {
        throw new QueryException(
            ErrorCode.INTERNAL,
            columns.size() + " columns are asked, " + metadata.getColumnCount() + " came");
      }
      for (int i = 0; i < columns.size(); i++) {
        copies.add(new ColumnCopy(columns.get(i), i + 1, root.getVector(i), metadata));
      }
    } catch (SQLException e) {
      throw new QueryException(ErrorCode.INTERNAL, "the driver tells no columns", e);
    }
  }

  private void load(int capacity) {
    root.clear();
    try {
      for (FieldVector vector : root.getFieldVectors()) {
        vector.setInitialCapacity(capacity);
        vector.allocateNew();
      }
      root.setRowCount(copyRows());
    } catch (OutOfMemoryException e) {
      throw new QueryException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED, "there is no memory for a batch of MySQL rows", e);
    }
  }

  private int copyRows() {
    int count = 0;
    long bytes = 0;
    while (count < context.batchRows() && bytes < MAX_BATCH_BYTES) {
      if (!cursor.next()) {
        exhausted = true;
        break;
      }
      for (int i = 0; i < copies.size(); i++) {
        bytes += copy(i, count);
      }
      count++;
      delivered++;
    }
    return count;
  }

  private int copy(int column, int row) {
    try {
      return copies.get(column).copy(cursor.rows(), row);
    } catch (QueryException e) {
      throw new RowPlace(keys, cursor.rows()).named(e, column + 1, delivered + 1);
    }
  }
}
