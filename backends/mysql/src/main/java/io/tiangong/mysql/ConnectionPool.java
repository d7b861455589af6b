package io.tiangong.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Options;
import io.tiangong.spi.QueryException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The connections of one source. Connects when first asked, not before.
 *
 * <p>Who holds a permit gets a connection at once or finds the server unreachable; who waits for a
 * permit finds the source overloaded. A connection on which something was killed is never used
 * again, so that a late KILL hits nobody else.
 */
final class ConnectionPool implements AutoCloseable {

  static final int DEFAULT_SIZE = 16;
  static final int MAX_SIZE = 1_000;

  private static final String MYSQL_SCHEME = "jdbc:mysql:";
  private static final String MARIADB_SCHEME = "jdbc:mariadb:";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration KILLER_IDLE = Duration.ofSeconds(10);

  private final String source;
  private final String url;
  private final Properties login;
  private final Permits permits;
  private final HikariDataSource connections;
  private final ThreadPoolExecutor killers;

  ConnectionPool(String source, Options options) {
    this.source = source;
    this.url = url(options);
    this.login = login(options);
    int size = options.integer("pool-size", DEFAULT_SIZE, 1, MAX_SIZE);
    this.permits = new Permits(source, size);
    this.connections = new HikariDataSource(configuration(source, url, login, size));
    this.killers = killers(source, size);
  }

  /**
   * A connection of one's own, to be given back.
   *
   * @throws QueryException with OVERLOADED, SOURCE_UNAVAILABLE or the reason of a cancel
   */
  Lease lease(Cancellation cancellation) {
    permits.acquire(cancellation);
    Connection connection = null;
    try {
      connection = connections.getConnection();
      return new Lease(this, connection, connection.unwrap(org.mariadb.jdbc.Connection.class));
    } catch (SQLException e) {
      throw MySqlFaults.of(source, e);
    } finally {
      if (connection == null) {
        permits.release();
      }
    }
  }

  /** For work that no query waits for. */
  DataSource dataSource() {
    return connections;
  }

  /** Takes back a connection that the next may use. */
  void giveBack(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      connections.evictConnection(connection);
    } finally {
      permits.release();
    }
  }

  /** Takes back a connection that nobody may use again. */
  void discard(Connection connection) {
    connections.evictConnection(connection);
    permits.release();
  }

  /** Ends whatever the connection waits for; returns at once. */
  void abort(org.mariadb.jdbc.Connection connection) {
    killers.execute(
        () -> {
          try {
            connection.abort(Runnable::run);
          } catch (SQLException e) {
            // Then it is closed already.
          }
        });
  }

  /** Ends what the server still does for a connection that is given up; returns at once. */
  void kill(long connectionId) {
    killers.execute(
        () -> {
          try (Connection connection = connect();
              Statement statement = connection.createStatement()) {
            statement.execute("KILL " + connectionId);
          } catch (SQLException e) {
            // It ended by itself, or the server is gone.
          }
        });
  }

  @Override
  public void close() {
    connections.close();
    killers.shutdown();
  }

  private Connection connect() throws SQLException {
    Driver driver = new org.mariadb.jdbc.Driver();
    return driver.connect(url, login);
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

  private static Properties login(Options options) {
    Properties login = new Properties();
    options.text("user").ifPresent(user -> login.setProperty("user", user));
    options.text("password").ifPresent(password -> login.setProperty("password", password));
    String timeout = Long.toString(CONNECT_TIMEOUT.toMillis());
    login.setProperty("connectTimeout", timeout);
    login.setProperty("allowLocalInfile", "false");
    return login;
  }

  private static HikariConfig configuration(String source, String url, Properties login, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("mysql-" + source);
    config.setDriverClassName(org.mariadb.jdbc.Driver.class.getName());
    config.setJdbcUrl(url);
    config.setDataSourceProperties(login);
    config.addDataSourceProperty("useServerPrepStmts", "true");
    config.addDataSourceProperty("tinyInt1isBit", "false");
    config.addDataSourceProperty("yearIsDateType", "false");
    config.addDataSourceProperty("pureLocalDateTime", "true");
    config.addDataSourceProperty("initSql", Session.READ_ONLY);
    config.setConnectionInitSql(Session.SETTINGS);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    config.setValidationTimeout(CONNECT_TIMEOUT.toMillis() / 2);
    return config;
  }

  private static ThreadPoolExecutor killers(String source, int size) {
    ThreadPoolExecutor killers =
        new ThreadPoolExecutor(
            size,
            size,
            KILLER_IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "mysql-" + source + "-kill");
              thread.setDaemon(true);
              return thread;
            });
    killers.allowCoreThreadTimeOut(true);
    return killers;
  }
}
