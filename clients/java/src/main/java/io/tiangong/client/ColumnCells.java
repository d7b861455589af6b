package io.tiangong.client;

import io.tiangong.v1.ColumnData;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one column in the current batch, read top to bottom.
 *
 * <p>A NULL cell reads as null, or 0 or false where the Java type has no null.
 */
final class ColumnCells {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int DIGITS_IN_A_LONG = 18;

  private final Column column;
  private ColumnData data = ColumnData.getDefaultInstance();
  private int nextNull;

  ColumnCells(Column column) {
    this.column = column;
  }

  /** Takes the cells of the next batch; false when there is not one for every row. */
  boolean load(ColumnData next, int rows) {
    data = next;
    nextNull = 0;
    return rows
        == switch (column.kind()) {
          case BOOLEAN -> next.getBoolValuesCount();
          case TINYINT, SMALLINT, INTEGER, DATE -> next.getInt32ValuesCount();
          case BIGINT, TIME, TIMESTAMP, TIMESTAMP_LTZ -> next.getInt64ValuesCount();
          case DECIMAL -> isLongDecimal() ? next.getBytesValuesCount() : next.getInt64ValuesCount();
          case FLOAT -> next.getFloatValuesCount();
          case DOUBLE -> next.getDoubleValuesCount();
          case VARCHAR, JSON -> next.getStringValuesCount();
          case VARBINARY -> next.getBytesValuesCount();
        };
  }

  /** Rows are asked in ascending order. */
  boolean isNull(int row) {
    int nulls = data.getNullRowsCount();
    while (nextNull < nulls && data.getNullRows(nextNull) < row) {
      nextNull++;
    }
    return nextNull < nulls && data.getNullRows(nextNull) == row;
  }

  boolean booleanAt(int row) {
    if (column.kind() != TypeKind.BOOLEAN) {
      throw mismatch("a boolean");
    }
    return data.getBoolValues(row);
  }

  long longAt(int row) {
    return switch (column.kind()) {
      case TINYINT, SMALLINT, INTEGER -> data.getInt32Values(row);
      case BIGINT -> data.getInt64Values(row);
      default -> throw mismatch("a long");
    };
  }

  double doubleAt(int row) {
    return switch (column.kind()) {
      case FLOAT -> data.getFloatValues(row);
      case DOUBLE -> data.getDoubleValues(row);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> longAt(row);
      case DECIMAL -> isNull(row) ? 0 : unscaled(row).doubleValue();
      default -> throw mismatch("a double");
    };
  }

  @Nullable BigDecimal decimalAt(int row) {
    if (isNull(row)) {
      return null;
    }
    return switch (column.kind()) {
      case DECIMAL -> unscaled(row);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> BigDecimal.valueOf(longAt(row));
      default -> throw mismatch("a BigDecimal");
    };
  }

  byte @Nullable [] bytesAt(int row) {
    require(TypeKind.VARBINARY, "bytes");
    return isNull(row) ? null : data.getBytesValues(row).toByteArray();
  }

  @Nullable LocalDate dateAt(int row) {
    require(TypeKind.DATE, "a LocalDate");
    return isNull(row) ? null : LocalDate.ofEpochDay(data.getInt32Values(row));
  }

  @Nullable LocalTime timeAt(int row) {
    require(TypeKind.TIME, "a LocalTime");
    return isNull(row) ? null : LocalTime.ofNanoOfDay(data.getInt64Values(row) * 1000);
  }

  @Nullable LocalDateTime timestampAt(int row) {
    require(TypeKind.TIMESTAMP, "a LocalDateTime");
    long micros = data.getInt64Values(row);
    return isNull(row)
        ? null
        : LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, MICROS_PER_SECOND), nanoOfSecond(micros), ZoneOffset.UTC);
  }

  @Nullable Instant instantAt(int row) {
    require(TypeKind.TIMESTAMP_LTZ, "an Instant");
    long micros = data.getInt64Values(row);
    return isNull(row)
        ? null
        : Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND), nanoOfSecond(micros));
  }

  /** The text of a VARCHAR; of other kinds, the value as TgSQL shows it. */
  @Nullable String textAt(int row) {
    if (isNull(row)) {
      return null;
    }
    return switch (column.kind()) {
      case VARCHAR, JSON -> data.getStringValues(row);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> Long.toString(longAt(row));
      case DECIMAL -> unscaled(row).toPlainString();
      case FLOAT -> CellText.of(data.getFloatValues(row));
      case DOUBLE -> CellText.of(data.getDoubleValues(row));
      case VARBINARY -> HexFormat.of().formatHex(data.getBytesValues(row).toByteArray());
      default -> temporalText(row);
    };
  }

  private String temporalText(int row) {
    Object value = objectAt(row);
    if (value instanceof LocalTime time) {
      return CellText.of(time, column.precision());
    }
    if (value instanceof LocalDateTime timestamp) {
      return CellText.of(timestamp, column.precision());
    }
    if (value instanceof Instant instant) {
      return CellText.of(instant, column.precision());
    }
    return String.valueOf(value);
  }

  /** The value as the class that {@link TypeKind} names. */
  @Nullable Object objectAt(int row) {
    if (isNull(row)) {
      return null;
    }
    return switch (column.kind()) {
      case BOOLEAN -> booleanAt(row);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> longAt(row);
      case DECIMAL -> unscaled(row);
      case FLOAT, DOUBLE -> doubleAt(row);
      case VARCHAR, JSON -> data.getStringValues(row);
      case VARBINARY -> bytesAt(row);
      case DATE -> dateAt(row);
      case TIME -> timeAt(row);
      case TIMESTAMP -> timestampAt(row);
      case TIMESTAMP_LTZ -> instantAt(row);
    };
  }

  private boolean isLongDecimal() {
    return column.precision() > DIGITS_IN_A_LONG;
  }

  private BigDecimal unscaled(int row) {
    return isLongDecimal()
        ? new BigDecimal(new BigInteger(data.getBytesValues(row).toByteArray()), column.scale())
        : BigDecimal.valueOf(data.getInt64Values(row), column.scale());
  }

  private static int nanoOfSecond(long micros) {
    return (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000;
  }

  private void require(TypeKind kind, String wanted) {
    if (column.kind() != kind) {
      throw mismatch(wanted);
    }
  }

  private TiangongException mismatch(String wanted) {
    return ErrorCode.TYPE_MISMATCH.error(
        "column "
            + column.name()
            + " is "
            + column.typeName()
            + " and can't be read as "
            + wanted
            + "; getObject and getString read every type");
  }
}
