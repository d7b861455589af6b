package io.tiangong.spi;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Tells what is JSON: one value as RFC 8259 defines it, in UTF-8, with escapes of whole characters.
 *
 * <p>Nothing else is accepted: no comments, no commas before a closing bracket, no NaN, no byte
 * order mark. Every place that lets a JSON value in asks here, or the engine's equal.
 */
public final class JsonText {

  private static final int END = -1;
  private static final int FIRST_PLAIN = 0x20;
  private static final int HEX_DIGITS = 4;
  private static final int HEX_RADIX = 16;

  private final byte[] text;
  private final int end;
  private int at;

  private JsonText(byte[] text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /**
   * Whether bytes that are known to be UTF-8 are JSON.
   *
   * @param start of the first byte
   * @param end behind the last byte
   */
  public static boolean isValid(byte[] text, int start, int end) {
    return new JsonText(text, start, end).isDocument();
  }

  /** Whether a text is JSON. */
  public static boolean isValid(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return isValid(utf8, 0, utf8.length);
  }

  private boolean isDocument() {
    // One bit per open bracket, set for an object: nesting is bounded by memory, not by the stack.
    BitSet objects = new BitSet();
    int depth = 0;
    while (true) {
      skipSpace();
      if (take('{') || take('[')) {
        boolean object = text[at - 1] == '{';
        skipSpace();
        if (!take(object ? '}' : ']')) {
          objects.set(depth++, object);
          if (object && !key()) {
            return false;
          }
          continue;
        }
      } else if (!scalar()) {
        return false;
      }
      depth = closed(objects, depth);
      if (depth <= 0) {
        return depth == 0 && peek() == END;
      }
    }
  }

  /**
   * Takes the brackets that close behind a value, and the comma before the next one.
   *
   * @return the brackets that are still open; negative when something else stands there
   */
  private int closed(BitSet objects, int depth) {
    int open = depth;
    while (true) {
      skipSpace();
      if (open == 0) {
        return 0;
      }
      boolean object = objects.get(open - 1);
      if (take(',')) {
        return object && !key() ? END : open;
      } else if (!take(object ? '}' : ']')) {
        return END;
      }
      open--;
    }
  }

  private boolean key() {
    skipSpace();
    if (!string()) {
      return false;
    }
    skipSpace();
    return take(':');
  }

  private boolean scalar() {
    return switch (peek()) {
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!take(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    take('-');
    if (!take('0') && !digits()) {
      return false;
    } else if (take('.') && !digits()) {
      return false;
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int first = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    return at > first;
  }

  private boolean string() {
    if (!take('"')) {
      return false;
    }
    while (!take('"')) {
      if (take('\\')) {
        if (!escape()) {
          return false;
        }
      } else if (peek() < FIRST_PLAIN) {
        return false;
      } else {
        at++;
      }
    }
    return true;
  }

  private boolean escape() {
    if (take('u')) {
      return unicode();
    }
    boolean known = peek() != END && "\"\\/bfnrt".indexOf(peek()) >= 0;
    at++;
    return known;
  }

  /** Half a surrogate pair is no character. */
  private boolean unicode() {
    int unit = hex();
    if (unit < 0 || !Character.isSurrogate((char) unit)) {
      return unit >= 0;
    }
    if (!Character.isHighSurrogate((char) unit) || !take('\\') || !take('u')) {
      return false;
    }
    int low = hex();
    return low >= 0 && Character.isLowSurrogate((char) low);
  }

  private int hex() {
    int value = 0;
    for (int i = 0; i < HEX_DIGITS; i++) {
      int digit = peek() == END ? END : Character.digit((char) peek(), HEX_RADIX);
      if (digit < 0) {
        return END;
      }
      value = value * HEX_RADIX + digit;
      at++;
    }
    return value;
  }

  private void skipSpace() {
    while (at < end && isSpace(text[at])) {
      at++;
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private boolean take(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  /** The byte that is next, or {@link #END}. */
  private int peek() {
    return at < end ? Byte.toUnsignedInt(text[at]) : END;
  }
}
