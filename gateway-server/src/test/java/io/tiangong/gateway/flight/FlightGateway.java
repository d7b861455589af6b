package io.tiangong.gateway.flight;

import io.tiangong.gateway.MemoryGateway;
import io.tiangong.gateway.auth.Digest;
import io.tiangong.gateway.auth.PasswordHash;
import io.tiangong.gateway.testing.Plans;
import io.tiangong.spi.testing.InMemorySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

/** A gateway with users, and connections of the stock Flight SQL JDBC driver to it. */
final class FlightGateway implements AutoCloseable {

  static final String PASSWORD = "pa:ss wörd";
  static final String TOKEN = "tgt.dashboard";
  static final String EXPIRED = "tgt.expired";

  private static final String DDL =
      """
      CREATE SOURCE a WITH ('type' = 'memory');
      CREATE TABLE test.t (
        id BIGINT NOT NULL COMMENT 'the key', name VARCHAR, PRIMARY KEY (id) NOT ENFORCED
      ) COMMENT 'things' WITH ('source' = 'a');
      CREATE TABLE other.a_b (x DECIMAL(12, 3), d DATE, made TIMESTAMP(3)) WITH ('source' = 'a');
      CREATE VIEW other.v AS SELECT id FROM test.t WHERE id < 10;
      """;

  final InMemorySource source = new InMemorySource("a");
  private final MemoryGateway gateway;

  FlightGateway(Path directory, String yaml) throws IOException {
    PasswordHash hash = PasswordHash.create(PASSWORD, 1_000, new Random(1));
    Files.writeString(
        directory.resolve("users.yaml"),
        """
        users:
          analyst: {password: "%s", roles: [bi], accounts: [analysis, adhoc]}
          dashboard:
            tokens:
              live: {sha256: "%s"}
              old: {sha256: "%s", expires: 2020-01-01T00:00:00Z}
        """
            .formatted(hash, Digest.of(TOKEN), Digest.of(EXPIRED)));
    Plans.table(source, "t", Plans.rows(1_000));
    gateway =
        MemoryGateway.start(
            directory, DDL, Map.of("a", source), "auth: {users: users.yaml}\n" + yaml);
  }

  int port() {
    return gateway.port();
  }

  Connection connect() throws SQLException {
    return connect(Map.of("user", "analyst", "password", PASSWORD));
  }

  /** A connection of the stock driver with these properties. */
  Connection connect(Map<String, String> more) throws SQLException {
    Properties properties = new Properties();
    properties.put("useEncryption", "false");
    properties.putAll(more);
    return DriverManager.getConnection(
        "jdbc:arrow-flight-sql://127.0.0.1:" + gateway.port(), properties);
  }

  long flightMemory() {
    return gateway.gateway.memoryInUse();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
