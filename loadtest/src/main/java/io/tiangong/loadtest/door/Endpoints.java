package io.tiangong.loadtest.door;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the servers of a run are.
 *
 * @param gateways {@code host:port} each
 * @param mariaDbUrl of the JDBC driver
 * @param zookeeperPort of HBase, on loopback
 * @param kpiFiles the directory of the Parquet files
 */
public record Endpoints(
    List<String> gateways,
    String mariaDbUrl,
    String mariaDbUser,
    String mariaDbPassword,
    int zookeeperPort,
    Path kpiFiles) {

  public Endpoints {
    gateways = List.copyOf(gateways);
  }

  /** No servers but those that the scenario names. */
  public static Endpoints none() {
    return new Endpoints(List.of(), "", "", "", 0, Path.of("."));
  }
}
