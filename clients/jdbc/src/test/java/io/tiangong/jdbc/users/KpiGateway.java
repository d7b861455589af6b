package io.tiangong.jdbc.users;

import io.tiangong.gateway.Gateway;
import io.tiangong.gateway.auth.Digest;
import io.tiangong.gateway.auth.PasswordHash;
import io.tiangong.gateway.config.GatewayConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * A real gateway over Parquet files: {@code kpi.daily_plan} has 10 depots on 100 days from
 * 2026-01-01, {@code kpi.depots} their names.
 */
public final class KpiGateway implements AutoCloseable {

  static final String USER = "ann";
  static final String PASSWORD = "correct horse";

  static final String EXPIRED_TOKEN = "a-token-of-long-ago";

  private static final String USERS =
      """
      users:
        ann:
          password: '%s'
          tokens:
            old: {sha256: %s, expires: 2020-01-01T00:00:00Z}
      """;

  private static final String DDL =
      """
      CREATE SOURCE files WITH ('type' = 'offline', 'path' = '%s');
      CREATE TABLE kpi.depots (
        id INTEGER NOT NULL, name VARCHAR, PRIMARY KEY (id) NOT ENFORCED
      ) WITH ('source' = 'files', 'format' = 'parquet');
      CREATE TABLE kpi.daily_plan (
        depot INTEGER NOT NULL, dt DATE NOT NULL, planned BIGINT, cost DECIMAL(12, 2),
        rate DOUBLE, closed BOOLEAN, planned_at TIMESTAMP(6)
      ) WITH ('source' = 'files', 'format' = 'parquet');
      CREATE VIEW kpi.busy AS SELECT depot, dt, planned FROM kpi.daily_plan WHERE planned > 500;
      """;

  private final Gateway gateway;

  private KpiGateway(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Starts one that knows {@link #USER} only. */
  static KpiGateway start(Path directory) throws Exception {
    return start(directory, false);
  }

  /** Starts one that knows that user, and serves everybody else, too. */
  public static KpiGateway startForAll(Path directory) throws Exception {
    return start(directory, true);
  }

  private static KpiGateway start(Path directory, boolean anonymous) throws Exception {
    writeFiles(directory);
    Files.writeString(directory.resolve("catalog.sql"), DDL.formatted(directory.resolve("data")));
    PasswordHash hash = PasswordHash.create(PASSWORD, 1_000, new Random(1));
    Files.writeString(
        directory.resolve("users.yaml"), USERS.formatted(hash, Digest.of(EXPIRED_TOKEN)));
    String config =
        """
        listen: {host: 127.0.0.1, port: 0, drain-timeout: 1s}
        catalog: [catalog.sql]
        default-schema: kpi
        discovery: {start-bound: 30s}
        auth: {users: users.yaml, anonymous: %s}
        """
            .formatted(anonymous);
    return new KpiGateway(
        Gateway.start(GatewayConfig.parse("test", config), directory, line -> {}));
  }

  private static void writeFiles(Path directory) throws Exception {
    for (String table : new String[] {"depots", "daily_plan"}) {
      Files.createDirectories(directory.resolve("data").resolve(table));
    }
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      copy(
          statement,
          "SELECT i::INTEGER AS id, 'depot ' || i AS name FROM range(1, 11) t(i)",
          directory.resolve("data/depots/1.parquet"));
      copy(
          statement,
          "SELECT d::INTEGER AS depot, DATE '2026-01-01' + n::INTEGER AS dt,"
              + " (d * 100 + n)::BIGINT AS planned, ((d * 100 + n) / 8)::DECIMAL(12, 2) AS cost,"
              + " n / 4.0::DOUBLE AS rate, n % 7 = 0 AS closed,"
              + " TIMESTAMP '2026-01-01 08:30:00.123456' + to_days(n::INTEGER) AS planned_at"
              + " FROM range(1, 11) a(d), range(100) b(n)",
          directory.resolve("data/daily_plan/1.parquet"));
    }
  }

  private static void copy(Statement statement, String query, Path file) throws SQLException {
    statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
  }

  public int port() {
    return gateway.port();
  }

  String url() {
    return "jdbc:tiangong://127.0.0.1:" + port() + "/kpi";
  }

  String urlWithUser() {
    return url() + "?user=ann&password=correct%20horse";
  }

  @Override
  public void close() {
    gateway.close();
  }
}
