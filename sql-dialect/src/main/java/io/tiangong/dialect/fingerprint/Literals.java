package io.tiangong.dialect.fingerprint;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** The values of literals, with the types that the planner would give them. */
final class Literals {

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?");
  private static final int SECONDS_LENGTH = "2026-11-11 12:00:00".length();

  private Literals() {}

  /** INTEGER where it fits, else BIGINT, else none. */
  static Optional<Value> integer(String digits, boolean negative) {
    try {
      long value = Long.parseLong(negative ? "-" + digits : digits);
      TypeKind kind = value == (int) value ? TypeKind.INTEGER : TypeKind.BIGINT;
      return Optional.of(new Value(notNull(kind, 0, 0), value));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** DECIMAL with as many digits as are written. */
  static Optional<Value> decimal(String written, boolean negative) {
    int point = written.indexOf('.');
    int precision = written.length() - 1;
    int scale = written.length() - point - 1;
    if (scale == 0 || precision > ColumnType.MAX_DECIMAL_PRECISION) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(written);
    return Optional.of(
        new Value(notNull(TypeKind.DECIMAL, precision, scale), negative ? value.negate() : value));
  }

  /**
   * @param quoted with its quotes
   */
  static Value string(String quoted) {
    return new Value(notNull(TypeKind.VARCHAR, 0, 0), unquoted(quoted));
  }

  /** {@code DATE 'yyyy-mm-dd'}, if there is such a day. */
  static Optional<Value> date(String quoted) {
    String text = unquoted(quoted);
    if (!DATE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Value(notNull(TypeKind.DATE, 0, 0), LocalDate.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code TIMESTAMP 'yyyy-mm-dd hh:mm:ss[.f]'}, if there is such a time. */
  static Optional<Value> timestamp(String quoted) {
    String text = unquoted(quoted);
    if (!TIMESTAMP.matcher(text).matches()) {
      return Optional.empty();
    }
    int fraction = Math.max(0, text.length() - SECONDS_LENGTH - 1);
    try {
      LocalDateTime value = LocalDateTime.parse(text.replace(' ', 'T'));
      return Optional.of(new Value(notNull(TypeKind.TIMESTAMP, fraction, 0), value));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String unquoted(String quoted) {
    return quoted.substring(1, quoted.length() - 1).replace("''", "'");
  }

  private static ColumnType notNull(TypeKind kind, int precision, int scale) {
    return new ColumnType(kind, precision, scale, false);
  }
}
