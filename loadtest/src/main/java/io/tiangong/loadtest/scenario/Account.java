package io.tiangong.loadtest.scenario;

import io.tiangong.config.Section;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whom requests are charged to.
 *
 * @param user empty: none is told
 * @param token empty: none is told
 * @param tokenLife how long the token is valid after the end of a run, for the gateways that the
 *     run starts; empty: for ever
 */
public record Account(
    String name,
    String user,
    String password,
    String token,
    Optional<Duration> tokenLife,
    String lane) {

  /** Requests without credentials. */
  public static final Account NONE = new Account("", "", "", "", Optional.empty(), "");

  private static final String A_TOKEN = "[\\w.~+/-]{1,256}=*";
  private static final String A_TOKEN_NAME = "[\\w.-]{1,64}";

  static Account read(String name, Section fields, ServerSpec servers) {
    Account account =
        new Account(
            name,
            fields.text("user", ""),
            fields.text("password", ""),
            fields.text("token", ""),
            fields.duration("token-life"),
            fields.text("lane", ""));
    account.check(fields, servers);
    fields.finish();
    return account;
  }

  private void check(Section fields, ServerSpec servers) {
    if (fields.has("token-life") && !(fields.has("token") && servers.started())) {
      fields.problem("'token-life' is of a 'token' at gateways that the run starts");
    }
    if (!fields.has("token")) {
      return;
    }
    if (!user.isEmpty() || !password.isEmpty()) {
      fields.problem("give either 'user' and 'password' or a 'token'");
    }
    if (!token.matches(A_TOKEN)) {
      fields.problem("'token' must be letters, digits and any of . _ ~ + / -");
    }
    if (!name.matches(A_TOKEN_NAME)) {
      fields.problem("the name of an account with a token must be letters, digits, . _ and -");
    }
  }

  /** The gateways of a run hold its tokens only, each of them once. */
  static void checkAll(Section root, Map<String, Account> accounts, ServerSpec servers) {
    Set<String> tokens = new HashSet<>();
    new TreeMap<>(accounts)
        .forEach(
            (name, account) -> {
              if (account.hasToken() && !tokens.add(account.token())) {
                root.problem("the token of the account '" + name + "' is that of another one, too");
              }
            });
    boolean passwords = accounts.values().stream().anyMatch(a -> !a.user().isEmpty());
    boolean usersOfTheirOwn = servers.config().contains("auth:") && tokens.isEmpty();
    if (servers.started() && passwords && !usersOfTheirOwn) {
      root.problem(
          "no 'user' can log in at the gateways that the run starts, which know the accounts' tokens"
              + " only; give a 'token', or 'auth' in the servers' 'config' and no token at all");
    }
  }

  public boolean hasToken() {
    return !token.isEmpty();
  }
}
