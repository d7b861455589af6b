package io.tiangong.hbase.cell;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** What a declared type allows beyond its kind: range, length, digits. */
public final class TypeLimits {

  private static final int MICRO_DIGITS = 6;
  private static final int NANOS_PER_MICRO = 1_000;

  private TypeLimits() {}

  /**
   * The value as the type holds it: a DECIMAL gets its scale, anything else stays as it is.
   *
   * @throws IllegalArgumentException when the type can't hold the value
   */
  public static Object fit(ColumnType type, Object value) {
    switch (type.kind()) {
      case TINYINT -> requireRange(type, (Long) value, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> requireRange(type, (Long) value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> requireRange(type, (Long) value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case VARCHAR -> requireLength(type, (String) value);
      case JSON -> requireJson((String) value);
      case VARBINARY -> requireLength(type, ((byte[]) value).length);
      case TIME, TIMESTAMP, TIMESTAMP_LTZ -> requireDigits(type, (TemporalAccessor) value);
      case DECIMAL -> {
        return decimal(type, (BigDecimal) value);
      }
      default -> {}
    }
    return value;
  }

  private static void requireRange(ColumnType type, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(value + " is out of the range of " + type);
    }
  }

  private static void requireLength(ColumnType type, String text) {
    if (type.precision() > 0 && text.length() > type.precision()) {
      requireLength(type, text.codePointCount(0, text.length()));
    }
  }

  private static void requireLength(ColumnType type, int length) {
    if (type.precision() > 0 && length > type.precision()) {
      throw new IllegalArgumentException("a length of " + length + " is too much for " + type);
    }
  }

  private static void requireJson(String text) {
    if (!JsonText.isValid(text)) {
      throw new IllegalArgumentException("not JSON");
    }
  }

  private static void requireDigits(ColumnType type, TemporalAccessor value) {
    int unit = NANOS_PER_MICRO;
    for (int digits = type.precision(); digits < MICRO_DIGITS; digits++) {
      unit *= 10;
    }
    if (value.get(ChronoField.NANO_OF_SECOND) % unit != 0) {
      throw new IllegalArgumentException(type + " holds no finer fraction");
    }
  }

  /*
   * Stored scales may be anything up to two thousand million; a number is brought to its type's scale
   * only when that takes no more digits than it has or the type allows.
   */
  private static BigDecimal decimal(ColumnType type, BigDecimal value) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO.setScale(type.scale());
    }
    if ((long) value.precision() - value.scale() > type.precision() - type.scale()) {
      throw new IllegalArgumentException("too many digits for " + type);
    }
    if ((long) value.scale() - type.scale() > value.precision()) {
      throw new IllegalArgumentException(type + " holds no finer fraction");
    }
    try {
      return value.setScale(type.scale(), RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(type + " holds no finer fraction", e);
    }
  }
}
