package io.tiangong.dialect.text;

import java.util.regex.Pattern;

/** Patterns of names as LIKE has them: {@code %} and {@code _}, in any case. */
public final class LikePattern {

  private LikePattern() {}

  /** The same as a regular expression. */
  public static Pattern of(String like) {
    StringBuilder regex = new StringBuilder();
    like.chars()
        .forEach(
            c ->
                regex.append(
                    c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c))));
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }
}
