package io.tiangong.gateway.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password's PBKDF2-HMAC-SHA256, written as a PHC string: {@code
 * $pbkdf2-sha256$i=600000$salt$hash}, salt and hash in Base64 without padding.
 */
public final class PasswordHash {

  /** What new hashes cost: OWASP's advice, some tenths of a second. */
  public static final int ITERATIONS = 600_000;

  private static final int MIN_ITERATIONS = 1_000;
  private static final int MAX_ITERATIONS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MIN_BYTES = 8;
  private static final int MAX_BYTES = 64;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$pbkdf2-sha256\\$i=(\\d{1,8})\\$([A-Za-z0-9+/]{1,100})\\$([A-Za-z0-9+/]{1,100})");

  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  /** Hashes a password with a salt of its own; takes as long as it takes to verify it. */
  public static PasswordHash create(String password, int iterations, RandomGenerator random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new PasswordHash(iterations, salt, derive(password, iterations, salt, HASH_BYTES));
  }

  /** Reads a PHC string; empty when it is none, or one of unreasonable cost or size. */
  public static Optional<PasswordHash> parse(String phc) {
    Matcher parts = PHC.matcher(phc);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int iterations = Integer.parseInt(parts.group(1));
    try {
      byte[] salt = Base64.getDecoder().decode(parts.group(2));
      byte[] hash = Base64.getDecoder().decode(parts.group(3));
      return iterations >= MIN_ITERATIONS
              && iterations <= MAX_ITERATIONS
              && isReasonable(salt)
              && isReasonable(hash)
          ? Optional.of(new PasswordHash(iterations, salt, hash))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A hash that no password has, to spend the time that a real one takes. */
  static PasswordHash ofNobody(int iterations) {
    return new PasswordHash(iterations, new byte[SALT_BYTES], new byte[HASH_BYTES]);
  }

  int iterations() {
    return iterations;
  }

  /** Whether it is this password's; takes the same time either way. */
  boolean matches(String password) {
    return MessageDigest.isEqual(hash, derive(password, iterations, salt, hash.length));
  }

  private static boolean isReasonable(byte[] bytes) {
    return bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES;
  }

  private static byte[] derive(String password, int iterations, byte[] salt, int bytes) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    } finally {
      spec.clearPassword();
    }
  }

  /** The PHC string. */
  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$pbkdf2-sha256$i="
        + iterations
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }
}
