package io.tiangong.mysql;

import io.tiangong.spi.Cells;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.JsonText;
import io.tiangong.spi.QueryException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.jspecify.annotations.Nullable;

/**
 * Copies one column of a result into its vector, row by row. How is chosen once, from the type that
 * is wanted and the type that the server sends. What does not fit is a fault, never clipped.
 */
final class ColumnCopy {

  private static final long NANOS_PER_MICRO = 1_000L;
  private static final Duration DAY = Duration.ofDays(1);

  /** Copies the cell of the current row; returns its bytes of variable length. */
  @FunctionalInterface
  private interface CellCopy {
    int copy(ResultSet rows, int row) throws SQLException;
  }

  @FunctionalInterface
  private interface LongCell {
    void set(int row, long value);
  }

  private final Column column;
  private final int index;
  private final FieldVector vector;
  private final ResultSetMetaData metadata;
  private final CellCopy cells;

  /**
   * @param index position in the result, from 1
   */
  ColumnCopy(Column column, int index, FieldVector vector, ResultSetMetaData metadata)
      throws SQLException {
    this.column = column;
    this.index = index;
    this.vector = vector;
    this.metadata = metadata;
    this.cells = choose(metadata.getColumnType(index), metadata.isSigned(index));
  }

  /** Copies the cell of the current row; returns its bytes of variable length. */
  int copy(ResultSet rows, int row) {
    try {
      return cells.copy(rows, row);
    } catch (SQLException | DateTimeException e) {
      throw new QueryException(
          ErrorCode.DATA_CORRUPT,
          origin() + " can't be read as " + column.type() + ": " + e.getMessage(),
          e);
    }
  }

  private CellCopy choose(int sqlType, boolean signed) {
    ColumnType type = column.type();
    return switch (type.kind()) {
      case BOOLEAN -> {
        BitVector v = (BitVector) vector;
        yield integers(sqlType, signed, 0, 1, (row, value) -> v.setSafe(row, (int) value));
      }
      case TINYINT -> {
        TinyIntVector v = (TinyIntVector) vector;
        yield integers(
            sqlType,
            signed,
            Byte.MIN_VALUE,
            Byte.MAX_VALUE,
            (row, value) -> v.setSafe(row, (int) value));
      }
      case SMALLINT -> {
        SmallIntVector v = (SmallIntVector) vector;
        yield integers(
            sqlType,
            signed,
            Short.MIN_VALUE,
            Short.MAX_VALUE,
            (row, value) -> v.setSafe(row, (int) value));
      }
      case INTEGER -> {
        IntVector v = (IntVector) vector;
        yield integers(
            sqlType,
            signed,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE,
            (row, value) -> v.setSafe(row, (int) value));
      }
      case BIGINT -> {
        BigIntVector v = (BigIntVector) vector;
        yield integers(sqlType, signed, Long.MIN_VALUE, Long.MAX_VALUE, v::setSafe);
      }
      case DECIMAL -> decimals(sqlType, (DecimalVector) vector, type);
      case FLOAT -> floats((Float4Vector) vector);
      case DOUBLE -> doubles((Float8Vector) vector);
      case VARCHAR -> isText(sqlType) ? bytes() : texts(sqlType);
      case JSON -> json();
      case VARBINARY -> bytes();
      case DATE -> dates((DateDayVector) vector);
      case TIME -> times((TimeMicroVector) vector);
      case TIMESTAMP, TIMESTAMP_LTZ -> timestamps((TimeStampVector) vector);
    };
  }

  private CellCopy integers(int sqlType, boolean signed, long min, long max, LongCell cell) {
    if (!isInteger(sqlType, signed)) {
      return (rows, row) -> {
        BigDecimal value = number(rows, sqlType);
        return value == null ? setNull(row) : set(cell, row, whole(value), min, max);
      };
    }
    return (rows, row) -> {
      long value = rows.getLong(index);
      return rows.wasNull() ? setNull(row) : set(cell, row, value, min, max);
    };
  }

  private int set(LongCell cell, int row, long value, long min, long max) {
    if (value < min || value > max) {
      throw misfit(value);
    }
    cell.set(row, value);
    return 0;
  }

  private long whole(BigDecimal value) {
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw misfit(value);
    }
  }

  /** The driver reads 64 bits as a negative number. */
  private @Nullable BigDecimal number(ResultSet rows, int sqlType) throws SQLException {
    if (sqlType != Types.BIT) {
      return rows.getBigDecimal(index);
    }
    byte[] bits = rows.getBytes(index);
    return bits == null ? null : new BigDecimal(new BigInteger(1, bits));
  }

  private CellCopy decimals(int sqlType, DecimalVector v, ColumnType type) {
    return (rows, row) -> {
      BigDecimal value = number(rows, sqlType);
      if (value == null) {
        return setNull(row);
      }
      v.setSafe(row, scaled(value, type));
      return 0;
    };
  }

  private BigDecimal scaled(BigDecimal value, ColumnType type) {
    try {
      BigDecimal scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
      if (scaled.precision() <= type.precision()) {
        return scaled;
      }
    } catch (ArithmeticException e) {
      // Digits would be lost: told below, like too many digits.
    }
    throw misfit(value);
  }

  private CellCopy floats(Float4Vector v) {
    return (rows, row) -> {
      double value = rows.getDouble(index);
      if (rows.wasNull()) {
        return setNull(row);
      } else if (Math.abs(value) > Float.MAX_VALUE) {
        throw misfit(value);
      }
      v.setSafe(row, (float) value);
      return 0;
    };
  }

  private CellCopy doubles(Float8Vector v) {
    return (rows, row) -> {
      double value = rows.getDouble(index);
      if (rows.wasNull()) {
        return setNull(row);
      }
      v.setSafe(row, value);
      return 0;
    };
  }

  /** The driver's bytes of text are UTF-8 already. */
  private CellCopy bytes() {
    BaseVariableWidthVector v = (BaseVariableWidthVector) vector;
    return (rows, row) -> set(v, row, rows.getBytes(index));
  }

  /** Text of what is not text at the server. */
  private CellCopy texts(int sqlType) {
    BaseVariableWidthVector v = (BaseVariableWidthVector) vector;
    if (isBinary(sqlType)) {
      return (rows, row) -> set(v, row, requireUtf8(rows.getBytes(index)));
    }
    return (rows, row) -> {
      String value = rows.getString(index);
      return set(v, row, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** The server's JSON and its texts; what the server does not check is checked here. */
  private CellCopy json() {
    BaseVariableWidthVector v = (BaseVariableWidthVector) vector;
    return (rows, row) -> {
      String value = rows.getString(index);
      return set(v, row, value == null ? null : requireJson(value));
    };
  }

  private static byte[] requireJson(String value) throws SQLDataException {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (!JsonText.isValid(utf8, 0, utf8.length)) {
      throw new SQLDataException("it is not JSON");
    }
    return utf8;
  }

  private int set(BaseVariableWidthVector v, int row, byte @Nullable [] value) {
    if (value == null) {
      return setNull(row);
    }
    v.setSafe(row, value);
    return value.length;
  }

  private static byte @Nullable [] requireUtf8(byte @Nullable [] value) throws SQLDataException {
    if (value != null) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
      } catch (CharacterCodingException e) {
        throw new SQLDataException("its bytes are not UTF-8", e);
      }
    }
    return value;
  }

  private CellCopy dates(DateDayVector v) {
    return (rows, row) -> {
      LocalDate value = rows.getObject(index, LocalDate.class);
      if (value == null) {
        return setNull(row);
      }
      v.setSafe(row, (int) value.toEpochDay());
      return 0;
    };
  }

  /** MySQL's TIME is a duration of up to 838 hours, with a sign. */
  private CellCopy times(TimeMicroVector v) {
    return (rows, row) -> {
      Duration value = rows.getObject(index, Duration.class);
      if (value == null) {
        return setNull(row);
      } else if (value.isNegative() || value.compareTo(DAY) >= 0) {
        throw misfit(value);
      }
      v.setSafe(row, value.toNanos() / NANOS_PER_MICRO);
      return 0;
    };
  }

  private CellCopy timestamps(TimeStampVector v) {
    return (rows, row) -> {
      LocalDateTime value = rows.getObject(index, LocalDateTime.class);
      if (value == null) {
        return setNull(row);
      }
      v.setSafe(row, Cells.micros(value.toInstant(ZoneOffset.UTC)));
      return 0;
    };
  }

  private int setNull(int row) {
    if (!column.type().nullable()) {
      throw new QueryException(
          ErrorCode.DATA_CORRUPT,
          origin() + " is NULL or a zero date, but is declared NOT NULL; declare it nullable");
    }
    vector.setNull(row);
    return 0;
  }

  private QueryException misfit(Object value) {
    return new QueryException(
        isStored() ? ErrorCode.DATA_CORRUPT : ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
        origin() + " is " + value + ", which does not fit " + column.type());
  }

  /** Computed columns belong to no database. */
  private boolean isStored() {
    try {
      return !metadata.getCatalogName(index).isEmpty();
    } catch (SQLException e) {
      return false;
    }
  }

  private String origin() {
    try {
      return isStored()
          ? metadata.getTableName(index) + "." + metadata.getColumnName(index)
          : "computed column " + column.name();
    } catch (SQLException e) {
      return column.name();
    }
  }

  private static boolean isInteger(int sqlType, boolean signed) {
    return switch (sqlType) {
      case Types.BIGINT -> signed;
      case Types.BOOLEAN, Types.TINYINT, Types.SMALLINT, Types.INTEGER -> true;
      default -> false;
    };
  }

  private static boolean isText(int sqlType) {
    return switch (sqlType) {
      case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> true;
      default -> false;
    };
  }

  private static boolean isBinary(int sqlType) {
    return switch (sqlType) {
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
      default -> false;
    };
  }
}
