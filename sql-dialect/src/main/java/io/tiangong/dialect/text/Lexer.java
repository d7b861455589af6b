package io.tiangong.dialect.text;

/**
 * Cuts TgSQL text into the same tokens as the generated parser, without copying anything.
 *
 * <p>After {@link #next} the current token is {@code text[start, end)}. White space and comments
 * are skipped; a hint {@code /*+ … *}{@code /} is cut into its own tokens. A {@link Token#BAD}
 * token is one that the parser could not read either; {@link #problem} says why, and reading on is
 * safe.
 */
public final class Lexer {

  private final String text;
  private final int length;
  private int start;
  private int end;
  private String problem = "";

  public Lexer(String text) {
    this.text = text;
    this.length = text.length();
  }

  /** Offset of the current token's first character. */
  public int start() {
    return start;
  }

  /** Offset after the current token's last character. */
  public int end() {
    return end;
  }

  /** The current token as written. */
  public String token() {
    return text.substring(start, end);
  }

  /** Why the current token is bad. */
  public String problem() {
    return problem;
  }

  /** Whether the current token is this keyword or symbol, without regard to case. */
  public boolean is(String word) {
    return end - start == word.length() && text.regionMatches(true, start, word, 0, word.length());
  }

  /** Moves to the next token; at the end of the text it stays at {@link Token#END}. */
  public Token next() {
    int unclosed = skipBlanks();
    if (unclosed >= 0) {
      return bad(unclosed, length, "the comment is not closed with */");
    }
    if (start >= length) {
      end = length;
      return Token.END;
    }
    char c = text.charAt(start);
    if (isLetter(c)) {
      return word();
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(start + 1)))) {
      return number();
    }
    return switch (c) {
      case '\'' -> quoted(start, '\'', Token.STRING, "the string is not closed with '");
      case '`' -> backtick();
      default -> symbol(c);
    };
  }

  /** Puts {@code start} at the next token; answers the place of an unclosed comment, or -1. */
  private int skipBlanks() {
    int at = end;
    while (at < length) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        at++;
      } else if ((c == '-' || c == '/') && peek(at + 1) == c) {
        at = lineEnd(at);
      } else if (c == '/' && peek(at + 1) == '*' && peek(at + 2) != '+') {
        int close = text.indexOf("*/", commentBody(at));
        if (close < 0) {
          return at;
        }
        at = close + 2;
      } else {
        break;
      }
    }
    start = at;
    return -1;
  }

  /**
   * The generated lexer reads the character after a leading {@code /**} before it looks for the
   * end.
   */
  private int commentBody(int open) {
    return peek(open + 2) == '*' && peek(open + 3) != '/' ? open + 4 : open + 2;
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < length && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private Token word() {
    int at = start + 1;
    while (at < length && isWordPart(text.charAt(at))) {
      at++;
    }
    end = at;
    int open = prefixEnd(at);
    if (peek(open) != '\'') {
      return Token.WORD;
    }
    return switch (text.charAt(start)) {
      case 'e', 'E' -> escaped(open);
      default -> quoted(open, '\'', Token.PREFIXED_STRING, "the string is not closed with '");
    };
  }

  /** Where a quote would make the word that ends at {@code at} a string's prefix. */
  private int prefixEnd(int at) {
    boolean single = at == start + 1;
    return switch (text.charAt(start)) {
      case '_' -> charsetEnd();
      case 'n', 'N', 'x', 'X', 'e', 'E' -> single ? at : length;
      case 'u', 'U' -> single && peek(at) == '&' ? at + 1 : length;
      default -> length;
    };
  }

  private int charsetEnd() {
    int at = start + 1;
    while (isCharsetPart(peek(at))) {
      at++;
    }
    char first = peek(start + 1);
    return isDigit(first) || isAsciiLetter(first) ? at : length;
  }

  private Token number() {
    int at = digits(start);
    Token kind = Token.INTEGER;
    if (peek(at) == '.') {
      at = digits(at + 1);
      kind = Token.DECIMAL;
    }
    char e = peek(at);
    if (e == 'e' || e == 'E') {
      char sign = peek(at + 1);
      int exponent = sign == '+' || sign == '-' ? at + 2 : at + 1;
      if (isDigit(peek(exponent))) {
        at = digits(exponent);
        kind = Token.APPROXIMATE;
      }
    }
    end = at;
    return kind;
  }

  private int digits(int from) {
    int at = from;
    while (isDigit(peek(at))) {
      at++;
    }
    return at;
  }

  /** A doubled quote stands for one. */
  private Token quoted(int open, char quote, Token kind, String unclosed) {
    int at = open + 1;
    while (true) {
      at = text.indexOf(quote, at);
      if (at < 0) {
        return bad(start, length, unclosed);
      }
      if (peek(at + 1) != quote) {
        end = at + 1;
        return kind;
      }
      at += 2;
    }
  }

  private Token escaped(int open) {
    int at = open + 1;
    while (at < length) {
      char c = text.charAt(at);
      if (c == '\\' || (c == '\'' && peek(at + 1) == '\'')) {
        at += 2;
      } else if (c == '\'') {
        end = at + 1;
        return Token.PREFIXED_STRING;
      } else {
        at++;
      }
    }
    return bad(start, length, "the string is not closed with '");
  }

  private Token backtick() {
    String unclosed = "the quoted name is not closed with `";
    Token kind = quoted(start, '`', Token.QUOTED_NAME, unclosed);
    int lineEnd = lineEnd(start);
    if (lineEnd < end) {
      return bad(start, lineEnd, unclosed);
    }
    return kind == Token.QUOTED_NAME && end - start == 2
        ? bad(start, end, "a quoted name must not be empty")
        : kind;
  }

  private Token symbol(char c) {
    char second = peek(start + 1);
    boolean triple =
        (c == '/' && second == '*')
            || (c == '<' && second == '=' && peek(start + 2) == '>')
            || (c == '-' && second == '>' && peek(start + 2) == '>');
    if (triple) {
      return symbol(3);
    }
    boolean pair =
        switch (c) {
          case '<' -> second == '=' || second == '>' || second == '<';
          case '>', '!' -> second == '=';
          case '|' -> second == '|';
          case '-', '=' -> second == '>';
          case '*' -> second == '/';
          case '.' -> second == '.';
          default -> false;
        };
    if (pair) {
      return symbol(2);
    }
    if ("=<>?:+-*/%|^&()[]{};.,".indexOf(c) >= 0) {
      return symbol(1);
    }
    return bad(start, start + Character.charCount(text.codePointAt(start)), illegal(c));
  }

  private Token symbol(int size) {
    end = start + size;
    return Token.SYMBOL;
  }

  private String illegal(char c) {
    if (c == '"') {
      return "double quotes are not used in TgSQL: write strings as 'text' and names as `name`";
    }
    if (c > 0xff00 && c < 0xff5f) {
      return "the full-width character " + c + " is not allowed here: write " + (char) (c - 0xfee0);
    }
    String shown =
        c > ' ' && c < 0x7f ? String.valueOf(c) : String.format("U+%04X", text.codePointAt(start));
    return "the character " + shown + " is not allowed here";
  }

  private Token bad(int from, int to, String why) {
    start = from;
    end = to;
    problem = why;
    return Token.BAD;
  }

  private char peek(int at) {
    return at < length ? text.charAt(at) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isCharsetPart(char c) {
    return isAsciiLetter(c) || isDigit(c) || c == ':' || c == '.' || c == '-' || c == '_';
  }

  private static boolean isWordPart(char c) {
    return isLetter(c) || isDigit(c) || (c >= 0x80 && Character.isDigit(c));
  }

  /** The ranges of the grammar's LETTER token. */
  private static boolean isLetter(char c) {
    if (c < 0x80) {
      return isAsciiLetter(c) || c == '_' || c == '$';
    }
    return (c >= 0xc0 && c <= 0x1fff && c != 0xd7 && c != 0xf7)
        || (c >= 0x3040 && c <= 0x318f)
        || (c >= 0x3300 && c <= 0x3d2d)
        || (c >= 0x4e00 && c <= 0x9fff)
        || (c >= 0xf900 && c <= 0xfaff);
  }
}
