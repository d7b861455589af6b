package io.tiangong.jdbc;

/**
 * Walks over SQL text token by token and knows what is a string, a quoted name or a comment, so
 * that nobody looks for question marks and braces in there.
 */
final class SqlScanner {

  /** What a token is; {@code OTHER} is a single character. */
  enum Token {
    SPACE,
    QUOTED,
    WORD,
    OTHER,
    END
  }

  private final String sql;
  private int start;
  private int end;

  SqlScanner(String sql) {
    this.sql = sql;
  }

  /** Moves to the next token. */
  Token next() {
    start = end;
    if (start >= sql.length()) {
      return Token.END;
    }
    char c = sql.charAt(start);
    if (Character.isWhitespace(c)) {
      return upTo(start + 1, Token.SPACE);
    } else if (c == '\'' || c == '"' || c == '`') {
      return upTo(afterQuote(c), Token.QUOTED);
    } else if (sql.startsWith("--", start)) {
      int line = sql.indexOf('\n', start);
      return upTo(line < 0 ? sql.length() : line, Token.SPACE);
    } else if (sql.startsWith("/*", start) && !sql.startsWith("/*+", start)) {
      int close = sql.indexOf("*/", start + 2);
      return upTo(close < 0 ? sql.length() : close + 2, Token.SPACE);
    } else if (Character.isJavaIdentifierStart(c)) {
      return upTo(afterWord(), Token.WORD);
    }
    return upTo(start + 1, Token.OTHER);
  }

  private Token upTo(int newEnd, Token token) {
    end = newEnd;
    return token;
  }

  /** A doubled quote stands for itself. */
  private int afterQuote(char quote) {
    int at = start + 1;
    while (at < sql.length()) {
      if (sql.charAt(at) != quote) {
        at++;
      } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
        at += 2;
      } else {
        return at + 1;
      }
    }
    return sql.length();
  }

  private int afterWord() {
    int at = start + 1;
    while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The text of the current token. */
  String text() {
    return sql.substring(start, end);
  }

  /** Whether the current token is this character. */
  boolean is(char c) {
    return end == start + 1 && sql.charAt(start) == c;
  }

  /** Where the current token begins, from 1. */
  int position() {
    return start + 1;
  }

  /** Question marks of a statement. */
  static int parameters(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    int count = 0;
    for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
      if (token == Token.OTHER && scanner.is('?')) {
        count++;
      }
    }
    return count;
  }
}
