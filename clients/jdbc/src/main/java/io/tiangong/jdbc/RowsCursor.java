package io.tiangong.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.util.ArrayImpl;
import org.apache.calcite.avatica.util.Cursor;
import org.jspecify.annotations.Nullable;

/** Rows that are here, such as those of {@link java.sql.DatabaseMetaData}. */
final class RowsCursor implements Cursor {

  private final List<@Nullable Object[]> rows;
  private int row = -1;
  private boolean wasNull;

  RowsCursor(List<@Nullable Object[]> rows) {
    this.rows = rows;
  }

  @Override
  public List<Accessor> createAccessors(
      List<ColumnMetaData> types, Calendar localCalendar, ArrayImpl.Factory factory) {
    List<Accessor> accessors = new ArrayList<>(types.size());
    for (ColumnMetaData type : types) {
      accessors.add(new Cell(accessors.size(), new CellValues(type.label, type.type.name)));
    }
    return accessors;
  }

  @Override
  public boolean next() {
    if (row < rows.size()) {
      row++;
    }
    return row < rows.size();
  }

  @Override
  public boolean wasNull() {
    return wasNull;
  }

  @Override
  public void close() {
    row = rows.size();
  }

  /** A column: text, integers and booleans only. */
  private final class Cell extends CellAccessor {
    private final int column;

    Cell(int column, CellValues values) {
      super(values);
      this.column = column;
    }

    @Override
    public boolean wasNull() {
      return wasNull;
    }

    @Override
    @Nullable Object value() throws SQLException {
      if (row < 0 || row >= rows.size()) {
        throw SqlErrors.notOnARow();
      }
      Object value = rows.get(row)[column];
      wasNull = value == null;
      return value;
    }

    @Override
    Object jdbcObject(Object value) {
      return value;
    }

    @Override
    public @Nullable String getString() throws SQLException {
      Object value = value();
      return value == null ? null : value.toString();
    }
  }
}
