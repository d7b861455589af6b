package io.tiangong.hbase.rowkey;

import io.tiangong.spi.Cells;
import io.tiangong.spi.TypeKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Values as the whole numbers they are stored as: integers as they are, dates as days and times as
 * microseconds since the epoch or midnight.
 */
public final class WholeNumbers {

  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long NANOS_PER_MICRO = 1_000L;

  private WholeNumbers() {}

  /** Null when there is no such number: beyond 64 bits. */
  public static @Nullable Long of(TypeKind kind, Object value) {
    try {
      return switch (kind) {
        case DATE -> ((LocalDate) value).toEpochDay();
        case TIME -> ((LocalTime) value).toNanoOfDay() / NANOS_PER_MICRO;
        case TIMESTAMP -> Cells.micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC));
        case TIMESTAMP_LTZ -> Cells.micros((Instant) value);
        default -> value instanceof BigDecimal d ? (Long) d.longValueExact() : (Long) value;
      };
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** The value of that kind; integers are Longs. */
  public static Object value(TypeKind kind, long number) {
    return switch (kind) {
      case DATE -> LocalDate.ofEpochDay(number);
      case TIME -> LocalTime.ofNanoOfDay(Math.multiplyExact(number, NANOS_PER_MICRO));
      case TIMESTAMP -> LocalDateTime.ofEpochSecond(seconds(number), nanos(number), ZoneOffset.UTC);
      case TIMESTAMP_LTZ -> Instant.EPOCH.plus(number, ChronoUnit.MICROS);
      default -> number;
    };
  }

  private static long seconds(long micros) {
    return Math.floorDiv(micros, MICROS_PER_SECOND);
  }

  private static int nanos(long micros) {
    return (int) (Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
  }

  /** Whether a value lies above zero, the epoch or midnight. */
  public static boolean isPositive(Object value) {
    if (value instanceof LocalDate date) {
      return date.toEpochDay() > 0;
    } else if (value instanceof LocalDateTime dateTime) {
      return dateTime.getYear() > 1970;
    } else if (value instanceof Instant instant) {
      return instant.getEpochSecond() > 0;
    } else if (value instanceof BigDecimal decimal) {
      return decimal.signum() > 0;
    }
    return (Long) value > 0;
  }
}
