package io.tiangong.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a call says about its caller.
 *
 * @param authorization {@code Basic …} or {@code Bearer …}; null: nothing
 * @param account to charge; null: the user's first one
 * @param address where the call came from; empty when unknown
 */
public record Credentials(
    @Nullable String authorization, @Nullable String account, String address) {

  private static final String BASIC = "basic ";
  private static final String BEARER = "bearer ";

  /** A user and a password, as claimed. */
  record Login(String user, String password) {}

  /** Whether the text is a user and a password rather than a token. */
  public static boolean isLogin(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
  }

  /** The bearer token; null when there is none. */
  @Nullable String token() {
    return after(BEARER);
  }

  /** User and password; null when there are none, or they can't be read. */
  @Nullable Login login() {
    String encoded = after(BASIC);
    if (encoded == null) {
      return null;
    }
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : new Login(pair.substring(0, colon), pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable String after(String scheme) {
    return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length())
        ? authorization.substring(scheme.length()).strip()
        : null;
  }
}
