package io.tiangong.loadtest.scenario;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates, shares and numbers as a scenario writes them; each is empty when the text is none. */
final class Units {

  static final String A_RATE = "a rate such as 200/s, 30/m or 3x (times the measured capacity)";
  static final String A_SHARE = "a share such as 0.1% or 95%";
  static final String A_COUNT = "a positive whole number";

  private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(/s|/m|x)");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)(%)");

  private record Quantity(double number, String unit) {}

  private Units() {}

  private static Optional<Quantity> parse(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text.strip().replace("_", ""));
    return matcher.matches()
        ? Optional.of(new Quantity(Double.parseDouble(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  static Optional<Rate> rate(String text) {
    return parse(RATE, text)
        .map(
            found ->
                switch (found.unit()) {
                  case "/s" -> new Rate(found.number(), false);
                  case "/m" -> new Rate(found.number() / 60, false);
                  default -> new Rate(found.number(), true);
                });
  }

  /** As a number from 0 to 1. */
  static Optional<Double> share(String text) {
    return parse(SHARE, text).map(found -> found.number() / 100).filter(share -> share <= 1);
  }

  static Optional<Long> count(String text) {
    return number(text).filter(n -> n > 0);
  }

  static Optional<Long> number(String text) {
    return text.matches("\\d{1,17}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  static Optional<Double> positive(String text) {
    return text.matches("\\d{1,9}(\\.\\d{1,9})?")
        ? Optional.of(Double.parseDouble(text)).filter(n -> n > 0)
        : Optional.empty();
  }
}
