package io.tiangong.loadtest.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;

/** ShardingSphere-JDBC before MariaDB; it knows neither DuckDB nor HBase. */
final class ShardingSpherePeer {

  private ShardingSpherePeer() {}

  /**
   * @param root of the repository
   * @param directory where its configuration goes
   */
  static JdbcPeer open(Sources sources, Path root, Path directory) throws IOException {
    Path file = directory.resolve("shardingsphere.yaml");
    Files.writeString(
        file,
        """
        databaseName: tpch
        dataSources:
          ds_0:
            dataSourceClassName: com.zaxxer.hikari.HikariDataSource
            driverClassName: org.mariadb.jdbc.Driver
            jdbcUrl: %stpch?useServerPrepStmts=true
            username: %s
            password: %s
            maximumPoolSize: 16
        rules:
          - !SINGLE
            tables: ["*.*"]
        """
            .formatted(
                sources.servers().mariaDbUrl(),
                sources.servers().mariaDbUser(),
                sources.servers().mariaDbPassword()));
    IsolatedDriver driver =
        IsolatedDriver.load(
            root.resolve("loadtest/peers/shardingsphere.xml"),
            root.resolve(".tiangong").resolve("peers"),
            "org.apache.shardingsphere.driver.ShardingSphereDriver");
    return new JdbcPeer(
            "shardingsphere",
            "ShardingSphere-JDBC 5.5.2 before MariaDB, prepared, in the client's JVM",
            EnumSet.of(PeerQuery.Q1),
            () -> driver.connect("jdbc:shardingsphere:absolutepath:" + file),
            (query, sql) -> sql.replace("tpch.orders", "orders"))
        .closing(driver);
  }
}
