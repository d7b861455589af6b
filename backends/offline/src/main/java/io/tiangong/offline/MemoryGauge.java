package io.tiangong.offline;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * Tells how much of the engine's memory statements hold, running ones and those that are kept
 * between queries. Thread-safe.
 */
final class MemoryGauge implements AutoCloseable {

  /** Tables are there to stay. */
  private static final String HELD =
      "SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory() WHERE tag <> 'IN_MEMORY_TABLE'";

  private final DuckDBConnection connection;
  private final PreparedStatement held;
  private final long mark;

  /**
   * @param mark bytes from which on statements hold much
   */
  MemoryGauge(DuckDBConnection connection, long mark) throws SQLException {
    this.connection = connection;
    this.held = connection.prepareStatement(HELD);
    this.mark = mark;
  }

  synchronized boolean isHigh() throws SQLException {
    try (ResultSet row = held.executeQuery()) {
      return row.next() && row.getLong(1) > mark;
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    try (connection) {
      held.close();
    }
  }
}
