package io.tiangong.client;

import java.util.ArrayList;
import java.util.List;

/** One gateway of a list. */
record GatewayAddress(String host, int port) {

  static final int DEFAULT_PORT = 9090;
  private static final int MAX_PORT = 65_535;

  /** {@code host[:port]} parts between commas; IPv6 addresses stand in brackets. */
  static List<GatewayAddress> list(String text) {
    List<GatewayAddress> addresses = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      addresses.add(of(part.strip(), text));
    }
    return List.copyOf(addresses);
  }

  private static GatewayAddress of(String part, String text) {
    int colon = part.lastIndexOf(':');
    boolean hasPort = colon > part.lastIndexOf(']');
    String host = hasPort ? part.substring(0, colon) : part;
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    int port = hasPort ? port(part.substring(colon + 1), text) : DEFAULT_PORT;
    boolean clean = bare.chars().noneMatch(c -> c <= ' ' || "/@?#[]".indexOf(c) >= 0);
    if (bare.isEmpty() || !clean || (bare.equals(host) && host.indexOf(':') >= 0)) {
      throw refused(text);
    }
    return new GatewayAddress(bare, port);
  }

  private static int port(String digits, String text) {
    try {
      int port = Integer.parseInt(digits);
      if (port > 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException none) {
      throw refused(text);
    }
    throw refused(text);
  }

  private static TiangongException refused(String text) {
    return ErrorCode.INVALID_PARAMETER.error(
        "'" + text + "' is not an address; give host:port, several with commas");
  }

  /** {@code host:port}, as it is verified by TLS. */
  String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
