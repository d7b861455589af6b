package io.tiangong.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current row of an answer. Cells are numbered from 0 and read in place: nothing is boxed.
 *
 * <p>A getter that does not suit the column's type throws {@link TiangongException} ({@code
 * TYPE_MISMATCH}). Getters of primitives give 0 or false for NULL: ask {@link #isNull}.
 */
public abstract sealed class Row permits QueryResult, PushedRow {

  private ColumnCells[] cells = {};
  private int rows;
  private int row = -1;

  Row() {}

  /** The columns, in the order of the cells. */
  public abstract List<Column> columns();

  /** Takes the cells of the next batch and stands before its first row. */
  final void load(ColumnCells[] newCells, int newRows) {
    cells = newCells;
    rows = newRows;
    row = -1;
  }

  /** Moves to the next row of the batch; false after its last. */
  final boolean advance() {
    if (row < rows) {
      row++;
    }
    return row < rows;
  }

  final boolean hasNext() {
    return row + 1 < rows;
  }

  final boolean isPastLast() {
    return row >= rows;
  }

  /** Whether the cell is NULL. */
  public boolean isNull(int column) {
    return cell(column).isNull(row);
  }

  /** A BOOLEAN. */
  public boolean getBoolean(int column) {
    return cell(column).booleanAt(row);
  }

  /** A TINYINT, SMALLINT, INTEGER or BIGINT. */
  public long getLong(int column) {
    return cell(column).longAt(row);
  }

  /** Any number; the nearest double of a BIGINT or DECIMAL. */
  public double getDouble(int column) {
    return cell(column).doubleAt(row);
  }

  /** A DECIMAL with the scale of its column, or an integer. */
  public @Nullable BigDecimal getBigDecimal(int column) {
    return cell(column).decimalAt(row);
  }

  /** A VARCHAR as it is; any other type as TgSQL shows it, VARBINARY in hexadecimal. */
  public @Nullable String getString(int column) {
    return cell(column).textAt(row);
  }

  /** A VARBINARY; the caller's own copy. */
  public byte @Nullable [] getBytes(int column) {
    return cell(column).bytesAt(row);
  }

  /** A DATE. */
  public @Nullable LocalDate getLocalDate(int column) {
    return cell(column).dateAt(row);
  }

  /** A TIME. */
  public @Nullable LocalTime getLocalTime(int column) {
    return cell(column).timeAt(row);
  }

  /** A TIMESTAMP. */
  public @Nullable LocalDateTime getLocalDateTime(int column) {
    return cell(column).timestampAt(row);
  }

  /** A TIMESTAMP_LTZ. */
  public @Nullable Instant getInstant(int column) {
    return cell(column).instantAt(row);
  }

  /** Any type, as the class that {@link TypeKind} names. */
  public @Nullable Object getObject(int column) {
    return cell(column).objectAt(row);
  }

  private ColumnCells cell(int column) {
    if (row < 0 || row >= rows) {
      throw new IllegalStateException("not on a row: next() must have returned true");
    }
    return cells[column];
  }
}
