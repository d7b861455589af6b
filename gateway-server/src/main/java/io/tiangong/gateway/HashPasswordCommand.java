package io.tiangong.gateway;

import io.tiangong.gateway.auth.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hash-password}: turns a password into what the file of users holds. */
@Command(
    name = "hash-password",
    description = "Reads a password from standard input and prints its hash for the users file.",
    mixinStandardHelpOptions = true)
final class HashPasswordCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String password = password(System.console());
    if (password == null || password.isEmpty()) {
      Objects.requireNonNull(spec).commandLine().getErr().println("the password is empty");
      return 1;
    }
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println(PasswordHash.create(password, PasswordHash.ITERATIONS, new SecureRandom()));
    return 0;
  }

  /** The first line of the input; unseen when it is typed. */
  private static @Nullable String password(@Nullable Console console) throws IOException {
    if (console != null) {
      char[] typed = console.readPassword("Password: ");
      return typed == null ? null : new String(typed);
    }
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
  }
}
