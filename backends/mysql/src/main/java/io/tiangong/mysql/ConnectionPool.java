package io.tiangong.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Options;
import io.tiangong.spi.QueryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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

  private static final int DEFAULT_SIZE = 16;
  private static final int MAX_SIZE = 1_000;
  private static final int KILLERS = 4;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration KILLER_IDLE = Duration.ofSeconds(10);

  private final String source;
  private final Connector connector;
  private final Permits permits;
  private final HikariDataSource connections;
  private final ThreadPoolExecutor killers;

  ConnectionPool(String source, Options options) {
    this.source = source;
    int size = options.integer("pool-size", DEFAULT_SIZE, 1, MAX_SIZE);
    this.connector = new Connector(options, CONNECT_TIMEOUT);
    this.permits = new Permits(source, size);
    this.connections = new HikariDataSource(configuration(source, connector, size));
    this.killers = killers(source);
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

  /** Ends what the server still does for a connection that is given up; returns at once. */
  void kill(long connectionId) {
    killers.execute(
        () -> {
          try (Connection connection = connector.connectOnce();
              Statement statement = connection.createStatement()) {
            statement.execute("KILL " + connectionId);
          } catch (SQLException e) {
            // It ended by itself, or the server is gone; its own time limit holds.
          }
        });
  }

  @Override
  public void close() {
    connections.close();
    killers.shutdown();
  }

  private static HikariConfig configuration(String source, DataSource connector, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("mysql-" + source);
    config.setDataSource(connector);
    config.setConnectionInitSql(Session.SETTINGS);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    config.setValidationTimeout(CONNECT_TIMEOUT.toMillis() / 2);
    return config;
  }

  private static ThreadPoolExecutor killers(String source) {
    ThreadPoolExecutor killers =
        new ThreadPoolExecutor(
            KILLERS,
            KILLERS,
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
