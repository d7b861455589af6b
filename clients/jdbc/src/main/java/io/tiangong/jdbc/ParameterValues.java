package io.tiangong.jdbc;

import io.tiangong.client.Parameter;
import io.tiangong.client.TypeKind;
import io.tiangong.client.TypedNull;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a prepared statement's question marks.
 *
 * <p>Each is brought to the type that the gateway found for its place where that loses nothing, so
 * that the plan made by Prepare is the one that runs, and so that text can stand for dates.
 */
final class ParameterValues {

  private final List<Parameter> expected;
  private final @Nullable Object[] values;
  private final boolean[] given;

  ParameterValues(List<Parameter> expected) {
    this.expected = expected;
    this.values = new Object[expected.size()];
    this.given = new boolean[expected.size()];
  }

  /**
   * Takes a value of any class that JDBC allows.
   *
   * @param calendar zone of zone-less values; null: the JVM's
   */
  void set(int place, @Nullable Object value, @Nullable Calendar calendar) throws SQLException {
    Parameter type = parameter(place);
    values[place - 1] =
        value == null
            ? new TypedNull(type.kind())
            : fitted(type, simple(place, value, calendar), place);
    given[place - 1] = true;
  }

  /** Takes a value that is to be of a JDBC type. */
  void set(int place, @Nullable Object value, int sqlType) throws SQLException {
    CellValues values = new CellValues("parameter " + place, "a value");
    Object simple = value == null ? null : simple(place, value, null);
    set(place, simple == null ? null : targeted(values, simple, sqlType), null);
  }

  private static Object targeted(CellValues values, Object value, int sqlType) throws SQLException {
    return switch (sqlType) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> values.toLong(value);
      case Types.DECIMAL, Types.NUMERIC -> values.toBigDecimal(value);
      case Types.FLOAT, Types.DOUBLE, Types.REAL -> values.toDouble(value);
      case Types.BOOLEAN, Types.BIT -> values.toBoolean(value);
      case Types.DATE -> values.toLocalDate(value, null);
      case Types.TIME -> values.toLocalTime(value, null);
      case Types.TIMESTAMP -> values.toLocalDateTime(value, null);
      case Types.TIMESTAMP_WITH_TIMEZONE -> values.toInstant(value);
      case Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGVARCHAR ->
          value instanceof byte[] ? value : value.toString();
      default -> value;
    };
  }

  /** The value as the client takes it. */
  private static Object simple(int place, Object value, @Nullable Calendar calendar)
      throws SQLException {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    } else if (value instanceof Float number) {
      return number.doubleValue();
    } else if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    } else if (value instanceof Character || value instanceof java.util.UUID) {
      return value.toString();
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    } else if (value instanceof Reader reader) {
      return read(reader);
    } else if (value instanceof InputStream stream) {
      return read(stream);
    }
    return temporal(place, value, calendar);
  }

  private static Object temporal(int place, Object value, @Nullable Calendar calendar)
      throws SQLException {
    if (value instanceof java.sql.Date date) {
      return calendar == null
          ? date.toLocalDate()
          : LocalDate.ofInstant(Instant.ofEpochMilli(date.getTime()), zone(calendar));
    } else if (value instanceof java.sql.Time time) {
      return LocalTime.ofInstant(Instant.ofEpochMilli(time.getTime()), zone(calendar));
    } else if (value instanceof Timestamp timestamp) {
      return calendar == null
          ? timestamp.toLocalDateTime()
          : LocalDateTime.ofInstant(timestamp.toInstant(), zone(calendar));
    } else if (value instanceof java.util.Date date) {
      return date.toInstant();
    } else if (value instanceof OffsetDateTime instant) {
      return instant.toInstant();
    } else if (value instanceof ZonedDateTime instant) {
      return instant.toInstant();
    } else if (value instanceof Calendar instant) {
      return instant.toInstant();
    }
    return known(place, value);
  }

  private static Object known(int place, Object value) throws SQLException {
    boolean known =
        value instanceof Long
            || value instanceof String
            || value instanceof Boolean
            || value instanceof BigDecimal
            || value instanceof Double
            || value instanceof byte[]
            || value instanceof LocalDate
            || value instanceof LocalTime
            || value instanceof LocalDateTime
            || value instanceof Instant;
    if (!known) {
      throw SqlErrors.invalid(
          "parameter "
              + place
              + " is a "
              + value.getClass().getName()
              + "; give a number, text, a boolean, bytes, or a date, time or timestamp of java.sql"
              + " or java.time");
    }
    return value;
  }

  /** The value as the type of its place, if nothing is lost; otherwise the gateway decides. */
  private static Object fitted(Parameter type, Object value, int place) throws SQLException {
    CellValues values = new CellValues("parameter " + place, "a value");
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          value instanceof String ? values.toLong(value) : integer(type.kind(), value);
      case DECIMAL ->
          value instanceof String || value instanceof Long ? values.toBigDecimal(value) : value;
      case FLOAT, DOUBLE ->
          value instanceof Double || value instanceof String || value instanceof Long
              ? values.toDouble(value)
              : value;
      case BOOLEAN -> value instanceof String ? values.toBoolean(value) : value;
      case DATE -> value instanceof String ? values.toLocalDate(value, null) : value;
      case TIME -> value instanceof String ? values.toLocalTime(value, null) : value;
      case TIMESTAMP ->
          value instanceof String || value instanceof LocalDate || value instanceof Instant
              ? values.toLocalDateTime(value, null)
              : value;
      case TIMESTAMP_LTZ ->
          value instanceof LocalDateTime || value instanceof LocalDate || value instanceof String
              ? values.toInstant(value)
              : value;
      case VARCHAR, VARBINARY, JSON -> value;
    };
  }

  /** Of the very class that the client writes as this type. */
  private static Object integer(TypeKind kind, Object value) {
    if (value instanceof Long number && kind != TypeKind.BIGINT && number == number.intValue()) {
      return number.intValue();
    }
    return value;
  }

  private static java.time.ZoneId zone(@Nullable Calendar calendar) {
    return calendar == null ? java.time.ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  private static String read(Reader reader) throws SQLException {
    try (reader) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return text.toString();
    } catch (IOException e) {
      throw SqlErrors.invalid("can't read a parameter's stream: " + e.getMessage());
    }
  }

  private static byte[] read(InputStream stream) throws SQLException {
    try (stream) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw SqlErrors.invalid("can't read a parameter's stream: " + e.getMessage());
    }
  }

  /** Text that came as bytes. */
  static String ascii(InputStream stream) throws SQLException {
    return new String(read(stream), StandardCharsets.US_ASCII);
  }

  Parameter parameter(int place) throws SQLException {
    if (place < 1 || place > expected.size()) {
      throw SqlErrors.invalid(
          "there is no parameter " + place + "; the statement has " + expected.size());
    }
    return expected.get(place - 1);
  }

  void clear() {
    Arrays.fill(values, null);
    Arrays.fill(given, false);
  }

  /** All values; one that is missing is an error. */
  List<@Nullable Object> all() throws SQLException {
    List<@Nullable Object> all = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      if (!given[i]) {
        throw SqlErrors.invalid("parameter " + (i + 1) + " is not set");
      }
      all.add(values[i]);
    }
    return all;
  }
}
