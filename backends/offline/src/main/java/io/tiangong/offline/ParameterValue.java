package io.tiangong.offline;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How a scalar parameter goes in.
 *
 * <p>Two constraints meet here. The bound value must have exactly the type that the prepared text
 * gives its question mark, or DuckDB plans the statement anew at each execution; and it must arrive
 * unaltered, which rules out the driver's DATE (it counts Julian days before 1582) and its DECIMAL
 * (whose type follows the digits of the value).
 */
final class ParameterValue {

  private ParameterValue() {}

  static String placeholder(ColumnType type) {
    return switch (type.kind()) {
      case DECIMAL -> "CAST(CAST(? AS VARCHAR) AS " + DuckDbType.name(type) + ")";
      case DATE -> "(DATE '1970-01-01' + CAST(? AS INTEGER))";
      default -> "CAST(? AS " + DuckDbType.name(type) + ")";
    };
  }

  /** What the driver is given for a question mark of that type; null for NULL. */
  static @Nullable Object bound(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return value instanceof Long integer ? integer(type, integer) : other(type, value);
    } catch (ArithmeticException e) {
      throw new QueryException(
          ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "parameter " + value + " is no " + type, e);
    }
  }

  private static Object integer(ColumnType type, long value) {
    return switch (type.kind()) {
      case BIGINT -> value;
      case INTEGER -> Math.toIntExact(value);
      case SMALLINT -> exact(value, (short) value);
      case TINYINT -> exact(value, (byte) value);
      default -> throw mismatch(type, value);
    };
  }

  private static <T extends Number> T exact(long value, T narrowed) {
    if (narrowed.longValue() != value) {
      throw new ArithmeticException("out of range");
    }
    return narrowed;
  }

  private static Object other(ColumnType type, Object value) {
    TypeKind kind = type.kind();
    if (value instanceof BigDecimal decimal && kind == TypeKind.DECIMAL) {
      return decimal(type, decimal);
    } else if (value instanceof Double number && kind == TypeKind.FLOAT) {
      return number.floatValue();
    } else if (value instanceof LocalDate date && kind == TypeKind.DATE) {
      return Math.toIntExact(date.toEpochDay());
    } else if (value instanceof Instant instant && kind == TypeKind.TIMESTAMP_LTZ) {
      return instant.atOffset(ZoneOffset.UTC);
    } else if (isNative(kind, value)) {
      return value;
    }
    throw mismatch(type, value);
  }

  private static boolean isNative(TypeKind kind, Object value) {
    return switch (kind) {
      case BOOLEAN -> value instanceof Boolean;
      case DOUBLE -> value instanceof Double;
      case VARCHAR, JSON -> value instanceof String;
      case VARBINARY -> value instanceof byte[];
      case TIME -> value instanceof LocalTime;
      case TIMESTAMP -> value instanceof LocalDateTime;
      default -> false;
    };
  }

  private static String decimal(ColumnType type, BigDecimal value) {
    BigDecimal scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
    if (scaled.precision() > type.precision()) {
      throw new ArithmeticException("too many digits");
    }
    return scaled.toPlainString();
  }

  private static QueryException mismatch(ColumnType type, Object value) {
    return new QueryException(
        ErrorCode.INVALID_PARAMETER,
        "a parameter of type " + type + " can't be a " + value.getClass().getSimpleName());
  }
}
