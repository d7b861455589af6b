package io.tiangong.gateway.auth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One who may ask.
 *
 * @param name unique
 * @param hash of the password; null: only tokens prove who it is
 * @param roles what grants are looked up by
 * @param accounts that may be charged; the first one unless the caller names another
 */
public record User(
    String name, @Nullable PasswordHash hash, Set<String> roles, List<String> accounts) {

  public User {
    roles = Set.copyOf(roles);
    accounts = accounts.isEmpty() ? List.of(name) : List.copyOf(accounts);
  }

  public Optional<PasswordHash> password() {
    return Optional.ofNullable(hash);
  }
}
