package io.tiangong.hbase.rowkey;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict conversion between text and UTF-8: nothing is ever replaced. */
public final class Utf8 {

  private Utf8() {}

  /**
   * @throws QueryException with {@link ErrorCode#INVALID_PARAMETER} when the text holds half a
   *     surrogate pair
   */
  public static byte[] encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (hasReplacement(bytes) && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new QueryException(ErrorCode.INVALID_PARAMETER, "text is not valid Unicode");
    }
    return bytes;
  }

  private static boolean hasReplacement(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '?') {
        return true;
      }
    }
    return false;
  }

  /**
   * @throws IllegalArgumentException when the bytes are not UTF-8
   */
  public static String decode(byte[] bytes, int start, int end) {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      requireValid(bytes, start, end);
    }
    return text;
  }

  private static void requireValid(byte[] bytes, int start, int end) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }
}
