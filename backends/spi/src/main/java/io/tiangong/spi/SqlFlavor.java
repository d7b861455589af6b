package io.tiangong.spi;

/** The SQL that a source speaks, hence the text that the planner renders for it. */
public enum SqlFlavor {
  /** None: the source takes {@link Scan} requests only. */
  NONE,
  MYSQL,
  DUCKDB
}
