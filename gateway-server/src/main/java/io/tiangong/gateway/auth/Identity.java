package io.tiangong.gateway.auth;

import java.util.Set;

/**
 * Who asks.
 *
 * @param user who proved to be that
 * @param account whom the query is charged to
 * @param roles what its grants are looked up by
 * @param address where the call came from; empty when unknown
 */
public record Identity(String user, String account, Set<String> roles, String address) {

  /** The user and the account of callers without credentials. */
  public static final String ANONYMOUS = "anonymous";

  public Identity {
    roles = Set.copyOf(roles);
  }

  /** A caller without credentials. */
  public static Identity anonymous(String address) {
    return new Identity(ANONYMOUS, ANONYMOUS, Set.of(), address);
  }
}
