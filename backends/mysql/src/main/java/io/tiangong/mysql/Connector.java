package io.tiangong.mysql;

import io.tiangong.spi.Options;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Driver;

/**
 * Opens connections to one server, each with a socket that can be closed from outside.
 *
 * <p>Reads have no time limit of their own, which would cost two system calls each: a query's
 * deadline closes its socket, and a dead machine is found by the system's keep-alive.
 */
final class Connector implements DataSource {

  private static final String MYSQL_SCHEME = "jdbc:mysql:";
  private static final String MARIADB_SCHEME = "jdbc:mariadb:";

  /** After so much silence the system asks the server's system whether it still lives. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private static final Duration SILENCE_BETWEEN_PROBES = Duration.ofSeconds(10);
  private static final int PROBES = 6;

  private final String url;
  private final Duration connectTimeout;
  private final Properties login = new Properties();
  private final Properties settings = new Properties();

  Connector(Options options, Duration connectTimeout) {
    this.url = url(options);
    this.connectTimeout = connectTimeout;
    options.text("user").ifPresent(user -> login.setProperty("user", user));
    options.text("password").ifPresent(password -> login.setProperty("password", password));
    login.setProperty("connectTimeout", Long.toString(connectTimeout.toMillis()));
    login.setProperty("allowLocalInfile", "false");
    settings.putAll(login);
    settings.setProperty("tcpKeepIdle", Long.toString(SILENCE.toSeconds()));
    settings.setProperty("tcpKeepInterval", Long.toString(SILENCE_BETWEEN_PROBES.toSeconds()));
    settings.setProperty("tcpKeepCount", Integer.toString(PROBES));
    settings.setProperty("useServerPrepStmts", "true");
    settings.setProperty("tinyInt1isBit", "false");
    settings.setProperty("yearIsDateType", "false");
    settings.setProperty("pureLocalDateTime", "true");
    settings.setProperty("initSql", Session.READ_ONLY);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return new Driver().connect(url, OwnedSocket.with(settings));
  }

  /** Outside of any pool, for a KILL. */
  Connection connectOnce() throws SQLException {
    return new Driver().connect(url, login);
  }

  /** The MariaDB driver speaks to both servers, but wants its own scheme. */
  private static String url(Options options) {
    String url = options.required("primary.url");
    if (url.startsWith(MYSQL_SCHEME)) {
      return MARIADB_SCHEME + url.substring(MYSQL_SCHEME.length());
    } else if (url.startsWith(MARIADB_SCHEME)) {
      return url;
    }
    throw options.invalid(
        "option 'primary.url' must begin with " + MARIADB_SCHEME + "// or " + MYSQL_SCHEME + "//");
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the user is given by the source");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return (int) connectTimeout.toSeconds();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("logs through slf4j");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
