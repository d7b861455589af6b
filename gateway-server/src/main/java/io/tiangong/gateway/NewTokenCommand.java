package io.tiangong.gateway;

import io.tiangong.gateway.auth.Digest;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code new-token}: makes up a bearer token, and what the file of users holds of it. */
@Command(
    name = "new-token",
    description = "Makes up a bearer token; prints it once, and its SHA-256 for the users file.",
    mixinStandardHelpOptions = true)
final class NewTokenCommand implements Callable<Integer> {

  private static final int TOKEN_BYTES = 32;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = "tgt." + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println("token:  " + token);
    out.println("sha256: " + Digest.of(token));
    return 0;
  }
}
