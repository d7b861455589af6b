package io.tiangong.jdbc;

import io.tiangong.client.Column;
import io.tiangong.client.Row;
import io.tiangong.client.TypeKind;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads a column of a gateway's answer; what fits the column's type is read without boxing. */
final class AnswerAccessor extends CellAccessor {

  private final AnswerCursor cursor;
  private final Row row;
  private final int column;
  private final TypeKind kind;
  private final boolean integer;

  AnswerAccessor(AnswerCursor cursor, Row row, int column, Column described) {
    super(new CellValues(described.name(), described.typeName()));
    this.cursor = cursor;
    this.row = row;
    this.column = column;
    this.kind = described.kind();
    this.integer =
        switch (kind) {
          case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
          default -> false;
        };
  }

  /** Whether there is nothing to read; an accessor off the rows is an error. */
  private boolean isNull() throws SQLException {
    return cursor.isNull(column);
  }

  @Override
  public boolean wasNull() {
    return cursor.wasNull();
  }

  @Override
  @Nullable Object value() throws SQLException {
    return isNull() ? null : row.getObject(column);
  }

  @Override
  Object jdbcObject(Object value) throws SQLException {
    return switch (kind) {
      case TINYINT, SMALLINT, INTEGER -> (int) row.getLong(column);
      case FLOAT -> (float) row.getDouble(column);
      case DATE -> java.sql.Date.valueOf((LocalDate) value);
      case TIME -> values().toTime((LocalTime) value, null);
      case TIMESTAMP -> java.sql.Timestamp.valueOf((LocalDateTime) value);
      case TIMESTAMP_LTZ -> ((Instant) value).atOffset(ZoneOffset.UTC);
      default -> value;
    };
  }

  @Override
  public @Nullable String getString() throws SQLException {
    return isNull() ? null : row.getString(column);
  }

  @Override
  public boolean getBoolean() throws SQLException {
    return kind == TypeKind.BOOLEAN ? !isNull() && row.getBoolean(column) : super.getBoolean();
  }

  @Override
  public long getLong() throws SQLException {
    if (!integer) {
      return super.getLong();
    }
    return isNull() ? 0 : row.getLong(column);
  }

  @Override
  public int getInt() throws SQLException {
    if (integer && !isNull()) {
      long number = row.getLong(column);
      if (number == (int) number) {
        return (int) number;
      }
    }
    return super.getInt();
  }

  @Override
  public double getDouble() throws SQLException {
    if (!kind.isNumeric()) {
      return super.getDouble();
    }
    return isNull() ? 0 : row.getDouble(column);
  }
}
