package io.tiangong.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as files write them: {@code 200ms}, {@code 2.5s}, {@code 2m}, {@code 1h}. */
public final class Durations {

  /** What a duration is, for messages. */
  public static final String FORM = "a duration such as 200ms, 5s or 2m";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(ms|s|m|h)");

  private Durations() {}

  /** Empty when the text is not a duration. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            Duration.ofNanos(
                (long) (Double.parseDouble(matcher.group(1)) * nanos(matcher.group(2)))))
        : Optional.empty();
  }

  private static double nanos(String unit) {
    return switch (unit) {
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      default -> 3_600e9;
    };
  }
}
