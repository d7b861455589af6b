package io.tiangong.mysql;

import io.tiangong.embedded.MariaDbServer;
import io.tiangong.spi.SourceDefinition;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A MariaDB server with an empty database {@code shop}. */
final class TestServer implements AutoCloseable {

  private final MariaDbServer server;

  private TestServer(MariaDbServer server) {
    this.server = server;
  }

  static TestServer start(Path directory) throws SQLException {
    Path binaries = Path.of(System.getProperty("tiangong.root"), ".tiangong", "mariadb");
    TestServer server =
        new TestServer(MariaDbServer.start(MariaDbServer.Settings.of(directory, binaries)));
    try (Connection connection = DriverManager.getConnection(server.url(""));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE shop");
    }
    return server;
  }

  /** A source named {@code mysql_shop}. */
  MySqlSource source(Map<String, String> options) {
    return source(server.jdbcUrl() + "shop", options);
  }

  MySqlSource source(String url, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.put("primary.url", url);
    all.put("user", server.user());
    all.put("password", server.password());
    return new MySqlSource(new SourceDefinition("mysql_shop", "mysql", all));
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** With the login, for the raw driver. */
  String url(String databaseAndOptions) {
    return server.jdbcUrl()
        + databaseAndOptions
        + (databaseAndOptions.contains("?") ? "&" : "?")
        + "user="
        + server.user()
        + "&password="
        + server.password();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url("shop"));
  }

  long pid() {
    return server.pid();
  }

  @Override
  public void close() {
    server.close();
  }
}
