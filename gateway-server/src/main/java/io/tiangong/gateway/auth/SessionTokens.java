package io.tiangong.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs short-lived bearer tokens for callers who have proved who they are, and reads them back.
 * Keeps none of them: a token names its user, its account and its end, and carries a MAC over that.
 *
 * <p>A token also carries a mark of the user's password, so that it ends when that is changed.
 */
final class SessionTokens {

  private static final String PREFIX = "tgs.";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MARK_DIGITS = 16;
  private static final int FIELDS = 4;

  private final SecretKeySpec key;
  private final Duration life;
  private final InstantSource clock;

  /** What a genuine token says, expired or not. */
  record Session(String user, String account, Instant expires, String mark) {}

  SessionTokens(String key, Duration life, InstantSource clock) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.life = life;
    this.clock = clock;
  }

  static boolean isOne(String token) {
    return token.startsWith(PREFIX);
  }

  /** What marks a user's password without telling it. */
  static String mark(@Nullable User user) {
    return user == null
        ? ""
        : Digest.of(user.name() + '\n' + user.password().map(PasswordHash::toString).orElse(""))
            .toString()
            .substring(0, MARK_DIGITS);
  }

  String sign(Identity identity, @Nullable User user) {
    String payload =
        String.join(
            "\n",
            identity.user(),
            identity.account(),
            Long.toString(clock.instant().plus(life).getEpochSecond()),
            mark(user));
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return PREFIX + base64.encodeToString(bytes) + '.' + base64.encodeToString(mac(bytes));
  }

  /** What a token says; empty when it was not signed here. */
  Optional<Session> read(String token) {
    int dot = token.indexOf('.', PREFIX.length());
    if (!isOne(token) || dot < 0) {
      return Optional.empty();
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(token.substring(PREFIX.length(), dot));
      byte[] mac = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      return MessageDigest.isEqual(mac, mac(payload))
          ? Optional.of(session(payload))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Session session(byte[] payload) {
    String[] fields = new String(payload, StandardCharsets.UTF_8).split("\n", FIELDS);
    return new Session(
        fields[0], fields[1], Instant.ofEpochSecond(Long.parseLong(fields[2])), fields[3]);
  }

  private byte[] mac(byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
