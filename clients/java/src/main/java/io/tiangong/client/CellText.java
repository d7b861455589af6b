package io.tiangong.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** How values look as text: as TgSQL would show them. */
final class CellText {

  private static final int MILLION = 1_000_000;

  private CellText() {}

  /** {@code 13:45:00.250}, with as many fractional digits as the type has, more if needed. */
  static String of(LocalTime time, int precision) {
    StringBuilder text = new StringBuilder(15);
    twoDigits(text, time.getHour()).append(':');
    twoDigits(text, time.getMinute()).append(':');
    twoDigits(text, time.getSecond());
    int micros = time.getNano() / 1000;
    int digits = fractionDigits(micros, precision);
    return digits == 0
        ? text.toString()
        : text.append('.').append(Integer.toString(MILLION + micros), 1, 1 + digits).toString();
  }

  /** {@code 2026-11-11 13:45:00.250}. */
  static String of(LocalDateTime timestamp, int precision) {
    return timestamp.toLocalDate() + " " + of(timestamp.toLocalTime(), precision);
  }

  /** {@code 2026-11-11 13:45:00.250Z}. */
  static String of(Instant instant, int precision) {
    return of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), precision) + "Z";
  }

  /** The shortest digits that read back as the same number; plain unless very large or small. */
  static String of(double number) {
    return plain(Double.toString(number), Math.abs(number));
  }

  /** The same for single precision. */
  static String of(float number) {
    return plain(Float.toString(number), Math.abs(number));
  }

  private static String plain(String digits, double size) {
    boolean scientific = digits.indexOf('E') >= 0;
    return scientific && size >= 1e-7 && size < 1e18
        ? new BigDecimal(digits).toPlainString()
        : digits;
  }

  private static int fractionDigits(int micros, int precision) {
    int digits = 6;
    for (int rest = micros; digits > precision && rest % 10 == 0; rest /= 10) {
      digits--;
    }
    return digits;
  }

  private static StringBuilder twoDigits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
