package io.tiangong.loadtest.scenario;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The doors that load may go through. */
public enum TargetKind {
  /** The gateway's own protocol. */
  GRPC,
  /** The gateway through its JDBC driver. */
  JDBC,
  /** The gateway through the stock Flight SQL driver. */
  FLIGHT,
  /** The MariaDB driver, without a gateway. */
  DIRECT_MARIADB,
  /** The HBase client, without a gateway. */
  DIRECT_HBASE,
  /** DuckDB on the Parquet files, without a gateway. */
  DIRECT_DUCKDB,
  /** A gRPC service that does nothing. */
  NO_OP;

  /** Whether a gateway answers, which is the only one that knows accounts. */
  boolean isGateway() {
    return this == GRPC || this == JDBC || this == FLIGHT;
  }

  static Map<String, TargetKind> byName() {
    return Arrays.stream(values())
        .collect(
            Collectors.toMap(TargetKind::toString, kind -> kind, (a, b) -> a, LinkedHashMap::new));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
