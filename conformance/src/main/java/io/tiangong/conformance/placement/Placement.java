package io.tiangong.conformance.placement;

import java.util.Locale;

/** Where a table may lie; also the schema of the tables that lie there. */
public enum Placement {
  MYSQL,
  OFFLINE,
  HBASE;

  public String schema() {
    return name().toLowerCase(Locale.ROOT);
  }
}
