package io.tiangong.loadtest.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;

/** Trino before MariaDB and the Parquet files; it has no HBase connector. */
final class TrinoPeer {

  private TrinoPeer() {}

  /**
   * @param root of the repository
   * @param directory where its configuration goes
   * @param jdk that it needs
   */
  static JdbcPeer open(Sources sources, Path root, Path directory, Path jdk)
      throws IOException, SQLException {
    Path cache = root.resolve(".tiangong").resolve("peers");
    TrinoServer server = TrinoServer.start(sources, cache, directory, jdk);
    IsolatedDriver driver =
        IsolatedDriver.load(
            root.resolve("loadtest/peers/trino.xml"), cache, "io.trino.jdbc.TrinoDriver");
    String url = "jdbc:trino://127.0.0.1:" + server.port() + "/hive/files?user=bench";
    try (Connection connection = driver.connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS hive.files");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS hive.files.lineitem (l_orderkey BIGINT, l_quantity DECIMAL(12,"
              + " 2), l_extendedprice DECIMAL(12, 2), l_discount DECIMAL(12, 2), l_shipdate DATE)"
              + " WITH (format = 'PARQUET', external_location = 'local:///lineitem')");
    }
    return new JdbcPeer(
            "trino",
            "Trino "
                + TrinoServer.VERSION
                + " (one node, 2 GB), text through its JDBC driver, own JVM",
            EnumSet.of(PeerQuery.Q1, PeerQuery.Q2, PeerQuery.Q3, PeerQuery.Q4),
            () -> driver.connect(url),
            (query, sql) ->
                sql.replace("tpch.lineitem", "hive.files.lineitem")
                    .replaceAll("\\btpch\\.(orders|customer)", "mariadb.tpch.$1"))
        .closing(driver)
        .closing(server)
        .in(server.pid());
  }
}
