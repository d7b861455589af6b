package io.tiangong.gateway.auth;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everybody who may ask, at one moment.
 *
 * @param users by name
 * @param tokens by digest; their users exist
 */
public record Users(Map<String, User> users, Map<Digest, Token> tokens) {

  public Users {
    users = Map.copyOf(users);
    tokens = Map.copyOf(tokens);
  }

  /** Nobody is known, so everybody is anonymous. */
  public static Users none() {
    return new Users(Map.of(), Map.of());
  }

  public static Users of(Collection<User> users, Collection<Token> tokens) {
    return new Users(
        users.stream().collect(Collectors.toMap(User::name, Function.identity())),
        tokens.stream().collect(Collectors.toMap(Token::digest, Function.identity())));
  }

  public boolean isEmpty() {
    return users.isEmpty();
  }

  Optional<User> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  Optional<Token> token(Digest digest) {
    return Optional.ofNullable(tokens.get(digest));
  }

  /** What the dearest password of these costs to verify; unknown users cost as much. */
  int dearestIterations() {
    return users.values().stream()
        .flatMap(user -> user.password().stream())
        .mapToInt(PasswordHash::iterations)
        .max()
        .orElse(PasswordHash.ITERATIONS);
  }
}
