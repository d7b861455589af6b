package io.tiangong.hbase;

import io.tiangong.hbase.cell.CellCodec;
import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableHandle;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Put;
import org.jspecify.annotations.Nullable;

/**
 * A declared table, compiled: where its rows lie and how keys and cells are laid out.
 *
 * @param physical the HBase table
 * @param family the one column family that holds the cells
 * @param rowKey layout of the key columns
 * @param keyIndexes where the row key's columns stand among the declared ones
 * @param cells the other columns, in declared order
 */
@SuppressWarnings("ArrayRecordComponent")
public record HBaseTable(
    TableDefinition definition,
    TableName physical,
    byte[] family,
    RowKeySpec rowKey,
    List<Integer> keyIndexes,
    List<CellColumn> cells)
    implements TableHandle {

  /** A qualifier that no column has: written alone for a row whose columns are all NULL. */
  static final byte[] MARKER = {};

  public HBaseTable {
    keyIndexes = List.copyOf(keyIndexes);
    cells = List.copyOf(cells);
  }

  /**
   * A column that is stored in a cell of its own.
   *
   * @param index where it stands among the declared columns
   */
  public record CellColumn(int index, Column column, byte[] qualifier, CellCodec codec) {}

  /** The cell column of that name, without regard to case. */
  CellColumn cell(String name) {
    return cells.stream()
        .filter(cell -> cell.column().name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new QueryException(
                    ErrorCode.INTERNAL, "table " + definition.name() + " has no column " + name));
  }

  /**
   * The write of a row; a NULL writes no cell.
   *
   * @param row one value per declared column, in declared order
   * @throws QueryException with {@link ErrorCode#INVALID_PARAMETER} for a value that can't be
   *     stored
   */
  public Put put(List<@Nullable Object> row) {
    if (row.size() != definition.columns().size()) {
      throw invalid(row.size() + " values for " + definition.columns().size() + " columns");
    }
    Put put = new Put(key(row));
    for (CellColumn cell : cells) {
      Object value = row.get(cell.index());
      if (value != null) {
        put.addColumn(family, cell.qualifier(), encode(cell, value));
      } else if (!cell.column().type().nullable()) {
        throw invalid("column " + cell.column().name() + " is NOT NULL");
      }
    }
    return put.isEmpty() ? put.addColumn(family, MARKER, MARKER) : put;
  }

  private byte[] key(List<@Nullable Object> row) {
    List<Object> values = new ArrayList<>();
    for (int index : keyIndexes) {
      Object value = row.get(index);
      if (value == null) {
        throw invalid("key column " + definition.columns().get(index).name() + " is NULL");
      }
      values.add(value);
    }
    return rowKey.encode(values);
  }

  private byte[] encode(CellColumn cell, Object value) {
    try {
      return cell.codec().encode(value);
    } catch (IllegalArgumentException e) {
      throw invalid("column " + cell.column().name() + ": " + e.getMessage());
    }
  }

  private QueryException invalid(String problem) {
    return new QueryException(
        ErrorCode.INVALID_PARAMETER, "table " + definition.name() + ": " + problem);
  }
}
