package io.tiangong.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a caller proves itself with; travels in the metadata of each call, so use TLS where others
 * can listen.
 */
public final class Credentials {

  private static final Credentials NONE = new Credentials(() -> null);

  private final Supplier<@Nullable String> header;

  private Credentials(Supplier<@Nullable String> header) {
    this.header = header;
  }

  /** Nobody in particular. */
  public static Credentials none() {
    return NONE;
  }

  /** A user with a password. */
  public static Credentials password(String user, String password) {
    if (user.isEmpty() || user.indexOf(':') >= 0) {
      throw ErrorCode.INVALID_PARAMETER.error(
          "user '" + user + "' must not be empty nor contain a colon");
    }
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    String basic = "Basic " + Base64.getEncoder().encodeToString(both);
    return new Credentials(() -> basic);
  }

  /** A bearer token. */
  public static Credentials token(String token) {
    String bearer = bearer(token);
    return new Credentials(() -> bearer);
  }

  /** Bearer tokens that expire: asked before each call, from any thread. */
  public static Credentials token(Supplier<String> tokens) {
    return new Credentials(() -> bearer(tokens.get()));
  }

  private static String bearer(String token) {
    boolean sendable = !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 127);
    if (!sendable) {
      throw ErrorCode.INVALID_PARAMETER.error(
          "a token must be printable ASCII without spaces and not empty");
    }
    return "Bearer " + token;
  }

  /** The value of the "authorization" header; null: there is none. */
  @Nullable String header() {
    return header.get();
  }
}
