package io.tiangong.gateway.flight;

import io.grpc.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has set: the schema where names are looked up first. It lies with the client,
 * in a cookie, so that any gateway knows it.
 *
 * @param schema empty: the default schema
 * @param answer the cookie that goes back with this call's headers, if any
 */
record FlightSession(String schema, AtomicReference<@Nullable String> answer) {

  static final Context.Key<FlightSession> CURRENT = Context.key("flight-session");

  private static final String COOKIE = "tiangong-schema=";
  private static final int MAX_SCHEMA = 256;

  static FlightSession of(String schema) {
    return new FlightSession(schema, new AtomicReference<>());
  }

  /**
   * @param cookies the header; null: none
   * @param header the schema that the call itself names; null: none
   */
  static FlightSession of(@Nullable String cookies, @Nullable String header) {
    if (header != null) {
      return of(header);
    }
    return of(cookies == null ? "" : cookie(cookies).orElse(""));
  }

  private static Optional<String> cookie(String cookies) {
    for (String cookie : cookies.split(";")) {
      String entry = cookie.strip();
      if (entry.startsWith(COOKIE)) {
        return decode(entry.substring(COOKIE.length()).replace("\"", ""));
      }
    }
    return Optional.empty();
  }

  /** Makes the client say the schema from its next call on. */
  void set(String name) {
    answer.set(
        COOKIE
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** Makes the client forget what was set. */
  void clear() {
    answer.set(COOKIE + "; Max-Age=0");
  }

  private static Optional<String> decode(String value) {
    try {
      String schema = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
      return schema.length() <= MAX_SCHEMA ? Optional.of(schema) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
