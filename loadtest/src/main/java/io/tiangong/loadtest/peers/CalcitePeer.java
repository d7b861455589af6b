package io.tiangong.loadtest.peers;

import io.tiangong.loadtest.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Calcite's own federation over two JDBC schemas: MariaDB, and DuckDB with a view of the files. */
final class CalcitePeer {

  private CalcitePeer() {}

  /**
   * @param directory where DuckDB's file goes
   */
  static JdbcPeer open(Sources sources, Path directory) throws SQLException {
    Path file = directory.resolve("calcite-peer.duckdb");
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = duckDb.createStatement()) {
      statement.execute("CREATE VIEW lineitem AS SELECT * FROM " + sources.lineitem());
    }
    String model = "inline:" + Json.text(model(sources, file));
    Properties properties = new Properties();
    properties.setProperty("model", model);
    properties.setProperty("lex", "MYSQL");
    properties.setProperty("fun", "standard");
    return new JdbcPeer(
        "calcite",
        "Calcite 1.42 JDBC federation (enumerable), prepared, in the client's JVM",
        EnumSet.of(PeerQuery.Q1, PeerQuery.Q2, PeerQuery.Q3, PeerQuery.Q4),
        () -> DriverManager.getConnection("jdbc:calcite:", properties),
        (query, sql) -> sql.replace("tpch.lineitem", "files.lineitem"));
  }

  private static Map<String, Object> model(Sources sources, Path duckDb) {
    return Map.of(
        "version",
        "1.0",
        "defaultSchema",
        "tpch",
        "schemas",
        List.of(
            Map.of(
                "name",
                "tpch",
                "type",
                "jdbc",
                "jdbcUrl",
                sources.servers().mariaDbUrl() + "tpch",
                "jdbcUser",
                sources.servers().mariaDbUser(),
                "jdbcPassword",
                sources.servers().mariaDbPassword(),
                "jdbcDriver",
                "org.mariadb.jdbc.Driver",
                "jdbcCatalog",
                "tpch"),
            Map.of(
                "name",
                "files",
                "type",
                "jdbc",
                "jdbcUrl",
                "jdbc:duckdb:" + duckDb,
                "jdbcDriver",
                "org.duckdb.DuckDBDriver",
                "jdbcSchema",
                "main")));
  }
}
