package io.tiangong.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Prints what a call pays for knowing its caller: {@code main} of the test class path. */
final class AuthCostBench {

  private static final int ROUNDS = 7;
  private static final int CALLS = 200_000;

  private AuthCostBench() {}

  public static void main(String[] arguments) {
    PasswordHash hash = PasswordHash.create("secret", PasswordHash.ITERATIONS, new Random(1));
    User user = new User("ann", hash, Set.of("bi"), List.of());
    Users users =
        Users.of(
            List.of(user), List.of(new Token("t", "ann", Digest.of("tgt.token"), Instant.MAX)));
    Authenticator authenticator =
        new Authenticator(
            users,
            new AuthSettings(true, Duration.ofHours(1), "key"),
            InstantSource.system(),
            new Random(2));
    byte[] pair = "ann:secret".getBytes(StandardCharsets.UTF_8);
    Credentials basic =
        new Credentials("Basic " + Base64.getEncoder().encodeToString(pair), null, "127.0.0.1");
    long start = System.nanoTime();
    Identity identity = authenticator.verify(basic);
    System.out.printf("first password   %,10d ns%n", System.nanoTime() - start);
    print("anonymous", authenticator, new Credentials(null, null, "127.0.0.1"));
    print("known password", authenticator, basic);
    print("bearer token", authenticator, new Credentials("Bearer tgt.token", null, "127.0.0.1"));
    print(
        "session token",
        authenticator,
        new Credentials("Bearer " + authenticator.session(identity), null, "127.0.0.1"));
  }

  private static void print(String what, Authenticator authenticator, Credentials credentials) {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int call = 0; call < CALLS; call++) {
        authenticator.known(credentials).orElseThrow();
      }
      best = Math.min(best, (System.nanoTime() - start) / CALLS);
    }
    System.out.printf("%-16s %,10d ns a call%n", what, best);
  }
}
