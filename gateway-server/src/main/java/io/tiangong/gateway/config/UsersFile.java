package io.tiangong.gateway.config;

import io.tiangong.config.Problems;
import io.tiangong.config.Section;
import io.tiangong.gateway.auth.Digest;
import io.tiangong.gateway.auth.PasswordHash;
import io.tiangong.gateway.auth.Token;
import io.tiangong.gateway.auth.User;
import io.tiangong.gateway.auth.Users;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of users while it is read. Holds no password and no token, only what is left of them.
 */
public final class UsersFile {

  private static final String NAME = "[^\\p{C}:]{1,64}";

  private final List<User> users = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();
  private final Map<Digest, String> owners = new HashMap<>();

  private UsersFile() {}

  /**
   * Reads a text.
   *
   * @param name what problems call the text
   * @throws io.tiangong.spi.QueryException with CONFIG_INVALID listing every problem with its line;
   *     no message repeats a secret
   */
  public static Users parse(String name, String yaml) {
    Problems problems = new Problems(name);
    UsersFile file = new UsersFile();
    Section root = Section.of(yaml, problems);
    Map<String, Section> entries = root.sections("users");
    root.finish();
    entries.forEach(file::user);
    if (entries.isEmpty()) {
      problems.add(1, "there is no user; without any, leave auth.users out");
    }
    problems.throwIfAny();
    return Users.of(file.users, file.tokens);
  }

  private void user(String name, Section entry) {
    if (!name.matches(NAME)) {
      entry.problem("a user's name has 1 to 64 characters, and no colon");
    }
    PasswordHash password = password(entry);
    Map<String, Section> owned = entry.sections("tokens");
    users.add(
        new User(
            name,
            password,
            Set.copyOf(entry.texts("roles", List.of())),
            entry.texts("accounts", List.of())));
    entry.finish();
    if (password == null && owned.isEmpty()) {
      entry.problem("there is neither a password nor a token");
    }
    owned.forEach((tokenName, token) -> token(name, tokenName, token));
  }

  private static @Nullable PasswordHash password(Section entry) {
    return entry
        .secret("password", PasswordHash::parse, "a hash as hash-password prints it")
        .orElse(null);
  }

  private void token(String user, String name, Section entry) {
    Optional<Digest> digest =
        entry.secret("sha256", Digest::parse, "64 hexadecimal digits as new-token prints them");
    Instant expires =
        entry
            .value("expires", UsersFile::instant, "a time such as 2027-01-31T00:00:00Z")
            .orElse(Instant.MAX);
    entry.finish();
    if (digest.isEmpty()) {
      entry.require("sha256", "", "the SHA-256 of the token");
      return;
    }
    String before = owners.putIfAbsent(digest.get(), user + "." + name);
    if (before != null) {
      entry.problem("the token is that of '" + before + "', too");
      return;
    }
    tokens.add(new Token(name, user, digest.get(), expires));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
