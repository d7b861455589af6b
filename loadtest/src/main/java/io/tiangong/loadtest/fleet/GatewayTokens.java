package io.tiangong.loadtest.fleet;

import io.tiangong.loadtest.scenario.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The users file of one gateway of a run: a user per account with a token. A gateway whose clock is
 * ahead sees each token expire that much earlier, and so does one whose file says so; the gateway
 * takes the file over while it runs. Thread-safe.
 */
public final class GatewayTokens {

  /** How often the gateway looks at the file; what a skew takes longer than a real one. */
  private static final Duration RELOAD = Duration.ofMillis(200);

  private final Path file;
  private final List<Account> accounts;
  private Optional<Instant> end = Optional.empty();
  private Duration skew = Duration.ZERO;

  /**
   * @param accounts with tokens, which are letters and digits
   */
  GatewayTokens(Path file, List<Account> accounts) {
    this.file = file;
    this.accounts = accounts.stream().sorted(Comparator.comparing(Account::name)).toList();
  }

  /** Lines of the gateway's configuration; none without tokens, as then everybody may ask. */
  String config() {
    if (accounts.isEmpty()) {
      return "";
    }
    return """
        auth:
          users: %s
          anonymous: true
          reload: %dms
        """
        .formatted(file.getFileName(), RELOAD.toMillis());
  }

  /** From now on tokens expire when their life after this is over; no clock is wrong any more. */
  synchronized void runEnds(Instant at) {
    end = Optional.of(at);
    skew = Duration.ZERO;
    write();
  }

  /**
   * Makes the gateway's clock wrong, in place.
   *
   * @param ahead by how much; zero: it is right again
   */
  synchronized void skew(Duration ahead) {
    skew = ahead;
    write();
  }

  /** Replaces the file as a whole, so that a gateway never reads half of it. */
  synchronized void write() {
    if (accounts.isEmpty()) {
      return;
    }
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.writeString(next, text());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the users of a gateway can't be written", e);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder("# Written by the load test for each run.\nusers:\n");
    for (Account account : accounts) {
      String name = account.name();
      text.append("  \"%s\":\n    tokens:\n".formatted(name))
          .append("      \"%s\": {sha256: \"%s\"".formatted(name, sha256(account)))
          .append(expires(account))
          .append("}\n");
    }
    return text.toString();
  }

  private String expires(Account account) {
    return end.flatMap(at -> account.tokenLife().map(at::plus))
        .map(at -> ", expires: " + at.minus(skew))
        .orElse("");
  }

  private static String sha256(Account account) {
    try {
      byte[] token = account.token().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
