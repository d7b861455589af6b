package io.tiangong.gateway.auth;

import java.util.Set;

/**
 * Who asks.
 *
 * @param account whom the query is charged to
 * @param roles what its grants are looked up by
 * @param address where the call came from; empty when unknown
 */
public record Identity(String account, Set<String> roles, String address) {

  public Identity {
    roles = Set.copyOf(roles);
  }

  /** A caller without credentials. */
  public static Identity anonymous(String address) {
    return new Identity("anonymous", Set.of(), address);
  }
}
