package io.tiangong.jdbc;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A LIKE pattern for names, whatever their case; a backslash escapes. Null matches all. */
final class NamePattern {

  private final @Nullable Pattern regex;

  NamePattern(@Nullable String pattern) {
    this.regex = pattern == null ? null : compile(pattern.toLowerCase(Locale.ROOT));
  }

  private static Pattern compile(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        boolean escaped = c == '\\' && i + 1 < pattern.length();
        i += escaped ? 1 : 0;
        regex.append(Pattern.quote(pattern.substring(i, i + 1)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  boolean matches(String name) {
    return regex == null || regex.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  /** A pattern that matches one name; null stays null. */
  static @Nullable String literal(@Nullable String name) {
    return name == null ? null : name.replaceAll("([\\\\%_])", "\\\\$1");
  }
}
