package io.tiangong.dialect.semantics;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts read as dates and timestamps, in every form in which the engine reads a column's text:
 * {@code 2026-1-5}, {@code 2026/11/11}, {@code 2026-11-11T10:00:00.5Z}. A zone is skipped, as
 * there.
 */
final class DateTexts {

  private static final String DAY =
      "\\s*(?<year>-?\\d{1,6})([-/ \\\\])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})(?<bc> \\(BC\\))?";
  private static final String TIME =
      "[T ]\\s*(?<h>\\d{1,2}):(?<m>\\d{1,2})(?::(?<s>\\d{1,2})(?:\\.(?<f>\\d*))?)?";
  private static final String ZONE = "\\s*(?:Z|[+-]\\d{2}(?::?\\d{2})?)?";

  /** Of what follows a date, the engine looks at one character only. */
  private static final Pattern DATE = Pattern.compile(DAY + "(?!\\d).*", Pattern.DOTALL);

  private static final Pattern TIMESTAMP = Pattern.compile(DAY + "(?:" + TIME + ZONE + ")?\\s*");
  private static final Pattern EPOCH = Pattern.compile("(?i)\\s*epoch\\s*");
  private static final String NO_FRACTION = "000000000";
  private static final int HOURS = 24;

  private DateTexts() {}

  /**
   * @throws DateTimeException for a day that does not exist
   */
  static Optional<LocalDate> date(String text) {
    if (EPOCH.matcher(text).matches()) {
      return Optional.of(LocalDate.EPOCH);
    }
    Matcher parts = DATE.matcher(text);
    return parts.matches() ? Optional.of(day(parts)) : Optional.empty();
  }

  /**
   * @param precision digits of the fraction that are kept; the others are cut
   * @throws DateTimeException for a day or a time that does not exist
   */
  static Optional<LocalDateTime> timestamp(String text, int precision) {
    if (EPOCH.matcher(text).matches()) {
      return Optional.of(LocalDate.EPOCH.atStartOfDay());
    }
    Matcher parts = TIMESTAMP.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        isEndOfDay(parts)
            ? day(parts).plusDays(1).atStartOfDay()
            : day(parts).atTime(time(parts, precision)));
  }

  private static LocalDate day(Matcher parts) {
    int year = number(parts, "year");
    return LocalDate.of(
        parts.group("bc") == null ? year : 1 - year, number(parts, "month"), number(parts, "day"));
  }

  private static boolean isEndOfDay(Matcher parts) {
    return number(parts, "h") == HOURS
        && number(parts, "m") == 0
        && number(parts, "s") == 0
        && nanos(parts, NO_FRACTION.length()) == 0;
  }

  private static LocalTime time(Matcher parts, int precision) {
    return LocalTime.of(
        number(parts, "h"), number(parts, "m"), number(parts, "s"), nanos(parts, precision));
  }

  private static int nanos(Matcher parts, int precision) {
    String fraction = parts.group("f") == null ? "" : parts.group("f");
    String kept = fraction.substring(0, Math.min(fraction.length(), precision));
    return Integer.parseInt((kept + NO_FRACTION).substring(0, NO_FRACTION.length()));
  }

  private static int number(Matcher parts, String name) {
    String digits = parts.group(name);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
