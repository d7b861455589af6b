package io.tiangong.loadtest.scenario;

import io.tiangong.config.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers that a run starts for itself, filled with the demo's data.
 *
 * @param started whether any are
 * @param scale of the data: 1 is 100,000 orders
 * @param seed of the data
 * @param gateways how many
 * @param standby whether MariaDB has a replica
 * @param config more lines of the gateways' configuration
 */
public record ServerSpec(
    boolean started, double scale, long seed, int gateways, boolean standby, String config) {

  private static final long MOST_GATEWAYS = 8;
  private static final long SEED = 42;
  private static final double SCALE = 0.1;

  static ServerSpec read(Section root) {
    if (!root.has("servers")) {
      return new ServerSpec(false, SCALE, SEED, 0, false, "");
    }
    Section fields = root.section("servers");
    double scale = fields.value("scale", Units::positive, "a positive number").orElse(SCALE);
    if (scale < 0.001 || scale > 1_000) {
      fields.problem("'scale' must be from 0.001 to 1000");
    }
    long gateways = fields.value("gateways", Units::count, Units.A_COUNT).orElse(1L);
    if (gateways > MOST_GATEWAYS) {
      fields.problem("at most " + MOST_GATEWAYS + " gateways, not " + gateways);
    }
    ServerSpec spec =
        new ServerSpec(
            true,
            scale,
            fields.value("seed", Units::number, "a whole number").orElse(SEED),
            (int) gateways,
            fields.truth("standby", false),
            fields.text("config", ""));
    fields.finish();
    return spec;
  }

  /** By the name that faults call it. */
  static boolean isGateway(String name) {
    return name.equals("gateway") || name.startsWith("gateway-");
  }

  /** Of the servers, as faults call them. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of("gateway", "mariadb", "hbase"));
    if (standby) {
      names.add("mariadb-standby");
    }
    for (int i = 2; i <= gateways; i++) {
      names.add("gateway-" + i);
    }
    return names;
  }
}
