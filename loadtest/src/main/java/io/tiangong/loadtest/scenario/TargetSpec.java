package io.tiangong.loadtest.scenario;

import io.tiangong.config.Section;
import java.util.List;

/**
 * Where requests go.
 *
 * @param addresses {@code host:port} each; empty: the servers that the run starts
 * @param connections how many are kept open
 */
public record TargetSpec(TargetKind kind, List<String> addresses, int connections) {

  private static final int MOST_CONNECTIONS = 10_000;

  public TargetSpec {
    addresses = List.copyOf(addresses);
  }

  static TargetSpec read(Section fields) {
    TargetKind kind =
        fields.required("kind", TargetKind.GRPC, fields.choice("kind", TargetKind.byName()));
    List<String> addresses = fields.texts("addresses", List.of());
    for (String address : addresses) {
      if (!address.matches(".+:\\d{1,5}")) {
        fields.problem("'" + address + "' is no address; give host:port");
      }
    }
    long connections = fields.value("connections", Units::count, Units.A_COUNT).orElse(4L);
    if (connections > MOST_CONNECTIONS) {
      fields.problem(connections + " connections are more than " + MOST_CONNECTIONS);
    }
    fields.finish();
    return new TargetSpec(kind, addresses, (int) Math.min(connections, MOST_CONNECTIONS));
  }

  /** Whether all of it is on this machine. */
  boolean isLoopback() {
    return addresses.stream()
        .allMatch(a -> a.matches("(127\\.\\d+\\.\\d+\\.\\d+|localhost|\\[::1]):\\d+"));
  }
}
