package io.tiangong.gateway.catalog;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The pattern of a name as SQL's metadata writes it: {@code %} any characters, {@code _} one, a
 * backslash before either means itself. Compares without regard to case.
 */
public record LikePattern(String text) implements Predicate<String> {

  /** Fits every name. */
  public static final LikePattern ANY = new LikePattern("");

  /** Fits this name only. */
  public static LikePattern exactly(String name) {
    return new LikePattern(name.replaceAll("([\\\\%_])", "\\\\$1"));
  }

  @Override
  public boolean test(String name) {
    return text.isEmpty() || compile().matcher(name).matches();
  }

  /** This pattern for many names. */
  public Predicate<String> compiled() {
    return text.isEmpty() ? name -> true : compile().asMatchPredicate();
  }

  private Pattern compile() {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        boolean escapes = c == '\\' && i + 1 < text.length();
        regex.append(Pattern.quote(String.valueOf(escapes ? text.charAt(++i) : c)));
      }
    }
    return Pattern.compile(
        regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }
}
