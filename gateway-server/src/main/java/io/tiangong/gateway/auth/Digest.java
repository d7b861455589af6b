package io.tiangong.gateway.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A SHA-256 digest, as four words that compare and hash fast. */
public record Digest(long first, long second, long third, long fourth) {

  private static final int HEX_DIGITS = 64;

  /** Of a text's UTF-8 bytes. */
  public static Digest of(String text) {
    return of(new byte[0], text);
  }

  /** Of some bytes and then a text's UTF-8 bytes. */
  static Digest of(byte[] before, String text) {
    MessageDigest sha = sha256();
    sha.update(before);
    return of(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Reads 64 hexadecimal digits; empty when they are something else. */
  public static Optional<Digest> parse(String hex) {
    try {
      return hex.length() == HEX_DIGITS
          ? Optional.of(of(HexFormat.of().parseHex(hex)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Digest of(byte[] bytes) {
    ByteBuffer words = ByteBuffer.wrap(bytes);
    return new Digest(words.getLong(), words.getLong(), words.getLong(), words.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** As 64 hexadecimal digits. */
  @Override
  public String toString() {
    byte[] bytes =
        ByteBuffer.allocate(4 * Long.BYTES)
            .putLong(first)
            .putLong(second)
            .putLong(third)
            .putLong(fourth)
            .array();
    return HexFormat.of().formatHex(bytes);
  }
}
