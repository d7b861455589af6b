package io.tiangong.cli;

/** Follows SQL text letter by letter and finds where statements end. */
final class StatementScanner {

  private enum Place {
    CODE,
    QUOTED,
    LINE_COMMENT,
    BLOCK_COMMENT
  }

  private static final char NOTHING = 0;

  private Place place = Place.CODE;
  private char quote;
  private char previous = NOTHING;
  private boolean hasText;

  /** Takes the next letter; true when it is the semicolon that ends the statement. */
  boolean endsWith(char c) {
    boolean end = false;
    char seen = c;
    switch (place) {
      case CODE -> {
        end = inCode(c);
        seen = place == Place.CODE ? c : NOTHING;
      }
      case QUOTED -> place = c == quote ? Place.CODE : Place.QUOTED;
      case LINE_COMMENT -> place = c == '\n' ? Place.CODE : Place.LINE_COMMENT;
      case BLOCK_COMMENT -> {
        boolean closed = previous == '*' && c == '/';
        place = closed ? Place.CODE : Place.BLOCK_COMMENT;
        seen = closed ? NOTHING : c;
      }
    }
    previous = seen;
    return end;
  }

  /** Whether the statement has anything but blanks and comments. */
  boolean hasText() {
    return hasText;
  }

  /** Whether a quote or a comment is open. */
  boolean isOpen() {
    return place == Place.QUOTED || place == Place.BLOCK_COMMENT;
  }

  private boolean inCode(char c) {
    boolean lineComment = c == '-' && previous == '-';
    boolean blockComment = c == '*' && previous == '/';
    hasText |= mayBeginComment(previous) && !lineComment && !blockComment;
    if (c == ';') {
      return true;
    }
    if (lineComment) {
      place = Place.LINE_COMMENT;
    } else if (blockComment) {
      place = Place.BLOCK_COMMENT;
    } else {
      if (c == '\'' || c == '"' || c == '`') {
        place = Place.QUOTED;
        quote = c;
      }
      hasText |= !Character.isWhitespace(c) && !mayBeginComment(c);
    }
    return false;
  }

  private static boolean mayBeginComment(char c) {
    return c == '-' || c == '/';
  }
}
