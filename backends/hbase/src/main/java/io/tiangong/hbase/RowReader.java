package io.tiangong.hbase;

import io.tiangong.hbase.HBaseTable.CellColumn;
import io.tiangong.hbase.cell.TypeLimits;
import io.tiangong.hbase.keyplan.KeyCondition;
import io.tiangong.spi.Cells;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;
import org.jspecify.annotations.Nullable;

/** Turns HBase rows into rows of Arrow vectors, for one projection of one table. */
final class RowReader {

  private record KeyTarget(int vector, int field, Column column) {}

  private record CellTarget(int vector, CellColumn cell) {}

  private final HBaseTable table;
  private final Optional<KeyCondition> condition;
  private final List<KeyTarget> keys = new ArrayList<>();
  private final List<CellTarget> cells = new ArrayList<>();

  /**
   * @param condition what is still to be tested of each row; empty: nothing
   */
  RowReader(HBaseTable table, List<Column> output, Optional<KeyCondition> condition) {
    this.table = table;
    this.condition = condition;
    for (int i = 0; i < output.size(); i++) {
      Column column = output.get(i);
      OptionalInt field = table.rowKey().indexOf(column.name());
      if (field.isPresent()) {
        keys.add(new KeyTarget(i, field.getAsInt(), column));
      } else {
        cells.add(new CellTarget(i, table.cell(column.name())));
      }
    }
    cells.sort(Comparator.comparing(t -> t.cell().qualifier(), Arrays::compareUnsigned));
  }

  /** Writes a row, unless the condition excludes it. */
  boolean read(Result row, VectorSchemaRoot target, int at) {
    byte[] key = null;
    if (!keys.isEmpty() || condition.isPresent()) {
      key = row.getRow();
      int[] bounds = bounds(key);
      if (condition.isPresent() && !condition.get().test(key, bounds)) {
        return false;
      }
      for (KeyTarget t : keys) {
        Cells.write(target.getVector(t.vector()), at, keyValue(t, key, bounds));
      }
    }
    readCells(row, target, at);
    return true;
  }

  private int[] bounds(byte[] key) {
    try {
      return table.rowKey().bounds(key);
    } catch (IllegalArgumentException e) {
      throw corrupt("row-key", key, e);
    }
  }

  private Object keyValue(KeyTarget target, byte[] key, int[] bounds) {
    try {
      Object value = table.rowKey().decode(key, bounds, target.field());
      return TypeLimits.fit(target.column().type(), value);
    } catch (IllegalArgumentException e) {
      throw corrupt(target.column().name(), key, e);
    }
  }

  /** Both the row's cells and the targets are sorted by qualifier. */
  private void readCells(Result row, VectorSchemaRoot target, int at) {
    Cell[] raw = row.rawCells();
    int next = 0;
    for (CellTarget t : cells) {
      byte[] qualifier = t.cell().qualifier();
      int order = -1;
      while (next < raw.length && (order = compare(raw[next], qualifier)) < 0) {
        next++;
      }
      Object value = next < raw.length && order == 0 ? cellValue(t.cell(), row, raw[next]) : null;
      if (value == null && !t.cell().column().type().nullable()) {
        throw corrupt(
            t.cell().column().name(),
            row.getRow(),
            new IllegalArgumentException("a NOT NULL column without a cell"));
      }
      Cells.write(target.getVector(t.vector()), at, value);
    }
  }

  private static int compare(Cell cell, byte[] qualifier) {
    int from = cell.getQualifierOffset();
    int to = from + cell.getQualifierLength();
    return Arrays.compareUnsigned(
        cell.getQualifierArray(), from, to, qualifier, 0, qualifier.length);
  }

  private @Nullable Object cellValue(CellColumn column, Result row, Cell cell) {
    try {
      return column
          .codec()
          .decode(cell.getValueArray(), cell.getValueOffset(), cell.getValueLength());
    } catch (IllegalArgumentException e) {
      throw corrupt(column.column().name(), row.getRow(), e);
    }
  }

  private QueryException corrupt(String column, byte[] key, IllegalArgumentException problem) {
    String printable = Bytes.toStringBinary(key);
    String name = table.definition().name().toString();
    return new QueryException(
            ErrorCode.DATA_CORRUPT,
            "table "
                + name
                + ", column "
                + column
                + ", row key "
                + printable
                + ": "
                + problem.getMessage(),
            problem)
        .with("table", name)
        .with("column", column)
        .with("key", printable);
  }
}
