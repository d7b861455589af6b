package io.tiangong.loadtest.peers;

import io.tiangong.loadtest.door.Endpoints;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * How peers reach the sources.
 *
 * @param servers where they are
 */
record Sources(Endpoints servers) {

  Connection mariaDb() throws SQLException {
    return DriverManager.getConnection(
        servers.mariaDbUrl() + "?useServerPrepStmts=true",
        servers.mariaDbUser(),
        servers.mariaDbPassword());
  }

  /** As the gateway's own engine: two threads. */
  Connection duckDb() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (var statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
    }
    return connection;
  }

  /** The FROM item of the lines. */
  String lineitem() {
    return "read_parquet('" + files().resolve("lineitem") + "/*.parquet')";
  }

  Path files() {
    return servers.kpiFiles();
  }
}
