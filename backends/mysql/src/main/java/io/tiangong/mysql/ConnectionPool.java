package io.tiangong.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.Options;
import io.tiangong.spi.QueryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The connections of one source. Connects when first asked, not before.
 *
 * <p>Who holds a permit gets a connection at once or finds the server unreachable; who waits for a
 * permit finds the source overloaded. Who is cancelled meanwhile leaves at once, and what he would
 * have got is whole for the next. A connection on which something was killed is never used again,
 * so that a late KILL hits nobody else.
 */
final class ConnectionPool implements AutoCloseable {

  private static final int DEFAULT_SIZE = 16;
  private static final int MAX_SIZE = 1_000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final String source;
  private final Permits permits;
  private final HikariDataSource connections;
  private final Kills kills;

  ConnectionPool(String source, Options options) {
    this.source = source;
    int size = options.integer("pool-size", DEFAULT_SIZE, 1, MAX_SIZE);
    Connector connector = new Connector(options, CONNECT_TIMEOUT);
    this.permits = new Permits(source, size, System::nanoTime);
    this.connections = new HikariDataSource(configuration(source, connector, size));
    this.kills = new Kills(source, connector);
  }

  /**
   * A connection of one's own, to be given back.
   *
   * @throws QueryException with OVERLOADED, SOURCE_UNAVAILABLE, DEADLINE_EXCEEDED or the reason of
   *     a cancel
   */
  Lease lease(Cancellation cancellation) {
    permits.acquire(cancellation);
    Connection connection = null;
    Lease lease = null;
    try {
      connection = connect(cancellation);
      requireTime(cancellation);
      lease = new Lease(this, connection, connection.unwrap(org.mariadb.jdbc.Connection.class));
      return lease;
    } catch (SQLException e) {
      cancellation.check();
      throw MySqlFaults.of(source, e);
    } finally {
      if (connection == null) {
        permits.release();
      } else if (lease == null) {
        giveBack(connection);
      }
    }
  }

  /** Waits for one that is being opened, unless it is cancelled. */
  private Connection connect(Cancellation cancellation) throws SQLException {
    try (Interruption interruption = new Interruption();
        Cancellation.Registration cancel = cancellation.onCancel(interruption::fire)) {
      return connections.getConnection();
    }
  }

  /** A query that is over would only break the connection, which the next can use. */
  private void requireTime(Cancellation cancellation) {
    cancellation.check();
    if (cancellation.remainingNanos() <= 0) {
      throw new QueryException(
          ErrorCode.DEADLINE_EXCEEDED,
          "the deadline passed before source " + source + " was asked");
    }
  }

  /**
   * Does what no query waits for, with a permit as a query has one: a connection taken without it
   * would be missed by a query that holds one.
   *
   * @param work what is done with connections of the pool, one at a time
   * @throws QueryException with OVERLOADED when there is no permit
   */
  <T> T withPermit(Function<DataSource, T> work) {
    permits.acquire(Cancellation.create());
    try {
      return work.apply(connections);
    } finally {
      permits.release();
    }
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
    kills.kill(connectionId);
  }

  @Override
  public void close() {
    connections.close();
    kills.close();
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
}
