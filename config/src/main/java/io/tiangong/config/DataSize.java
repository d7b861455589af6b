package io.tiangong.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written with its unit: {@code 64MB}. Units are powers of 1024. */
public record DataSize(long bytes) {

  /** What a size is, for messages. */
  public static final String FORM = "a size such as 512KB, 64MB or 1GB";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\s*([KMG]?B)");
  private static final Map<String, Long> UNITS =
      Map.of("B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);

  public static DataSize megabytes(long count) {
    return new DataSize(count << 20);
  }

  /** Empty when the text is not a size. */
  public static Optional<DataSize> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long unit = UNITS.getOrDefault(matcher.group(2), 1L);
    return Optional.of(new DataSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit)));
  }
}
