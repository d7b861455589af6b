package io.tiangong.dialect.text;

import io.tiangong.spi.TextPosition;

/** Lines and columns of offsets in a text, counted as the parser counts them. */
public final class Places {

  private Places() {}

  /** The place of an offset; {@code \n}, {@code \r} and {@code \r\n} end a line. */
  public static TextPosition of(String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int at = 0; at < offset; at++) {
      if (endsLine(text, at)) {
        line++;
        lineStart = at + 1;
      }
    }
    return new TextPosition(line, offset - lineStart + 1);
  }

  /** The offset of a place; the text's length when it lies behind the end. */
  public static int offset(String text, int line, int column) {
    int at = 0;
    for (int passed = 1; passed < line && at < text.length(); at++) {
      if (endsLine(text, at)) {
        passed++;
      }
    }
    return Math.min(text.length(), at + column - 1);
  }

  private static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
  }
}
