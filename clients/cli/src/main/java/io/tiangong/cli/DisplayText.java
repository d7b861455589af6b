package io.tiangong.cli;

import org.jline.utils.WCWidth;

/** Text as a terminal shows it: widths in cells, control characters made visible. */
final class DisplayText {

  private DisplayText() {}

  /** How many cells of a terminal the text takes; a wide letter takes two. */
  static int width(String text) {
    return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
  }

  /** The text, or as much of it as fits with an ellipsis. */
  static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int used = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int letter = text.codePointAt(i);
      used += Math.max(0, WCWidth.wcwidth(letter));
      if (used > width) {
        break;
      }
      cut.appendCodePoint(letter);
    }
    return cut.append('…').toString();
  }

  /** The text without anything that a terminal would obey; line ends stay. */
  static String visible(String text) {
    boolean clean = text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n');
    if (clean) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    text.chars().forEach(c -> appendVisible(visible, (char) c));
    return visible.toString();
  }

  private static void appendVisible(StringBuilder visible, char c) {
    switch (c) {
      case '\n' -> visible.append(c);
      case '\t' -> visible.append("\\t");
      case '\r' -> visible.append("\\r");
      default -> {
        if (Character.isISOControl(c)) {
          visible.append(String.format("\\x%02X", (int) c));
        } else {
          visible.append(c);
        }
      }
    }
  }
}
