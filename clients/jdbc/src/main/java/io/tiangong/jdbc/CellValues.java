package io.tiangong.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Conversions of one column's values between what the client reads and what JDBC asks for.
 *
 * <p>Values come as Boolean, Long, BigDecimal, Double, String, byte[], LocalDate, LocalTime,
 * LocalDateTime and Instant. Zone-less values become instants by the calendar's zone, which is the
 * JVM's unless the caller gives one.
 */
record CellValues(String column, String type) {

  long toLong(Object value) throws SQLException {
    if (value instanceof Long number) {
      return number;
    }
    BigDecimal number = toBigDecimal(value).setScale(0, RoundingMode.DOWN);
    if (number.toBigInteger().bitLength() >= Long.SIZE) {
      throw outOfRange(value, "a long");
    }
    return number.longValue();
  }

  /** An integer within bounds. */
  long toLong(Object value, long least, long most, String wanted) throws SQLException {
    long number = toLong(value);
    if (number < least || number > most) {
      throw outOfRange(value, wanted);
    }
    return number;
  }

  double toDouble(Object value) throws SQLException {
    return value instanceof Double number ? number : toBigDecimal(value).doubleValue();
  }

  boolean toBoolean(Object value) throws SQLException {
    if (value instanceof Boolean truth) {
      return truth;
    } else if (value instanceof String text) {
      switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
        case "true", "1" -> {
          return true;
        }
        case "false", "0" -> {
          return false;
        }
        default -> throw mismatch("a boolean");
      }
    }
    return toBigDecimal(value).signum() != 0;
  }

  BigDecimal toBigDecimal(Object value) throws SQLException {
    if (value instanceof BigDecimal number) {
      return number;
    } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return BigDecimal.valueOf(((Number) value).longValue());
    } else if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number);
    } else if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    } else if (value instanceof String text) {
      try {
        return new BigDecimal(text.strip());
      } catch (NumberFormatException e) {
        throw SqlErrors.invalid("'" + text + "' in column " + column + " is no number");
      }
    }
    throw mismatch("a number");
  }

  byte[] toBytes(Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return bytes;
    } else if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw mismatch("bytes");
  }

  java.sql.Date toDate(Object value, @Nullable Calendar calendar) throws SQLException {
    LocalDate date = toLocalDate(value, calendar);
    return isDefault(calendar)
        ? java.sql.Date.valueOf(date)
        : new java.sql.Date(date.atStartOfDay(zone(calendar)).toInstant().toEpochMilli());
  }

  java.sql.Time toTime(Object value, @Nullable Calendar calendar) throws SQLException {
    LocalTime time = toLocalTime(value, calendar);
    LocalDateTime day = LocalDate.EPOCH.atTime(time);
    return new java.sql.Time(day.atZone(zone(calendar)).toInstant().toEpochMilli());
  }

  Timestamp toTimestamp(Object value, @Nullable Calendar calendar) throws SQLException {
    if (value instanceof Instant instant) {
      return Timestamp.from(instant);
    }
    LocalDateTime local = toLocalDateTime(value, calendar);
    return isDefault(calendar)
        ? Timestamp.valueOf(local)
        : Timestamp.from(local.atZone(zone(calendar)).toInstant());
  }

  LocalDate toLocalDate(Object value, @Nullable Calendar calendar) throws SQLException {
    return value instanceof LocalDate date ? date : toLocalDateTime(value, calendar).toLocalDate();
  }

  LocalTime toLocalTime(Object value, @Nullable Calendar calendar) throws SQLException {
    if (value instanceof LocalTime time) {
      return time;
    } else if (value instanceof String text && text.indexOf('-') < 0) {
      try {
        return LocalTime.parse(text.strip());
      } catch (DateTimeException e) {
        throw SqlErrors.invalid("'" + text + "' in column " + column + " is no time");
      }
    }
    return toLocalDateTime(value, calendar).toLocalTime();
  }

  LocalDateTime toLocalDateTime(Object value, @Nullable Calendar calendar) throws SQLException {
    if (value instanceof LocalDateTime timestamp) {
      return timestamp;
    } else if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    } else if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, zone(calendar));
    } else if (value instanceof String text) {
      return parsed(text.strip());
    }
    throw mismatch("a date or time");
  }

  private LocalDateTime parsed(String text) throws SQLException {
    try {
      return text.length() <= 10
          ? LocalDate.parse(text).atStartOfDay()
          : LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeException e) {
      throw SqlErrors.invalid("'" + text + "' in column " + column + " is no date or time");
    }
  }

  Instant toInstant(Object value) throws SQLException {
    return value instanceof Instant instant
        ? instant
        : toLocalDateTime(value, null).atZone(ZoneId.systemDefault()).toInstant();
  }

  /** As {@code getObject(column, Class)} wants it. */
  Object to(Class<?> wanted, Object value, @Nullable String text) throws SQLException {
    if (wanted == String.class) {
      return text == null ? value.toString() : text;
    } else if (wanted == Boolean.class) {
      return toBoolean(value);
    } else if (wanted == byte[].class) {
      return toBytes(value);
    } else if (Number.class.isAssignableFrom(wanted)) {
      return number(wanted, value);
    } else if (wanted == java.util.UUID.class && value instanceof String id) {
      return uuid(id);
    }
    return temporal(wanted, value);
  }

  private Object number(Class<?> wanted, Object value) throws SQLException {
    if (wanted == Long.class) {
      return toLong(value);
    } else if (wanted == Integer.class) {
      return (int) toLong(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "an int");
    } else if (wanted == Short.class) {
      return (short) toLong(value, Short.MIN_VALUE, Short.MAX_VALUE, "a short");
    } else if (wanted == Byte.class) {
      return (byte) toLong(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte");
    } else if (wanted == Double.class) {
      return toDouble(value);
    } else if (wanted == Float.class) {
      return (float) toDouble(value);
    } else if (wanted == BigInteger.class) {
      return toBigDecimal(value).toBigInteger();
    } else if (wanted.isAssignableFrom(BigDecimal.class)) {
      return toBigDecimal(value);
    }
    throw mismatch(wanted.getName());
  }

  private Object temporal(Class<?> wanted, Object value) throws SQLException {
    if (wanted == LocalDate.class) {
      return toLocalDate(value, null);
    } else if (wanted == LocalTime.class) {
      return toLocalTime(value, null);
    } else if (wanted == LocalDateTime.class) {
      return toLocalDateTime(value, null);
    } else if (wanted == Instant.class) {
      return toInstant(value);
    } else if (wanted == OffsetDateTime.class) {
      return toInstant(value).atOffset(ZoneOffset.UTC);
    } else if (wanted == ZonedDateTime.class) {
      return toInstant(value).atZone(ZoneOffset.UTC);
    } else if (wanted == java.sql.Date.class) {
      return toDate(value, null);
    } else if (wanted == java.sql.Time.class) {
      return toTime(value, null);
    } else if (wanted == Timestamp.class || wanted == java.util.Date.class) {
      return toTimestamp(value, null);
    }
    throw mismatch(wanted.getName());
  }

  private Object uuid(String text) throws SQLException {
    try {
      return java.util.UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw SqlErrors.invalid("'" + text + "' in column " + column + " is no UUID");
    }
  }

  private static ZoneId zone(@Nullable Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  private static boolean isDefault(@Nullable Calendar calendar) {
    return calendar == null || calendar.getTimeZone().equals(java.util.TimeZone.getDefault());
  }

  private SQLException outOfRange(Object value, String wanted) {
    return SqlErrors.outOfRange(value + " in column " + column + " does not fit " + wanted);
  }

  SQLException mismatch(String wanted) {
    return SqlErrors.unreadable(column, type, wanted);
  }
}
