package io.tiangong.loadtest.fleet;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A number in the primary that grows ten times a second, and when each value was committed: by it,
 * a stale read is seen. Thread-safe.
 */
public final class Heartbeat implements AutoCloseable {

  static final String CATALOG =
      """
      CREATE TABLE ord.heartbeat (
        id BIGINT NOT NULL,
        tick BIGINT NOT NULL,
        PRIMARY KEY (id) NOT ENFORCED
      ) WITH ('source' = 'mysql_ord', 'table' = 'ord.heartbeat');
      """;

  private static final long INTERVAL_MILLIS = 100;
  private static final int REMEMBERED = 10_000;

  private final String url;
  private final String user;
  private final String password;
  private final NavigableMap<Long, Long> committed = new TreeMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "load-heartbeat");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable Connection connection;
  private long tick;

  Heartbeat(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** Makes the table anew and begins to count. */
  void start() throws SQLException {
    try (Connection own = DriverManager.getConnection(url, user, password);
        Statement statement = own.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS ord.heartbeat");
      statement.execute("CREATE TABLE ord.heartbeat (id BIGINT PRIMARY KEY, tick BIGINT NOT NULL)");
      statement.execute("INSERT INTO ord.heartbeat VALUES (1, 0)");
    }
    timer.scheduleWithFixedDelay(
        this::beat, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      if (connection == null) {
        connection = DriverManager.getConnection(url, user, password);
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("UPDATE ord.heartbeat SET tick = " + (tick + 1) + " WHERE id = 1");
      }
      tick++;
      remember(System.nanoTime(), tick);
    } catch (SQLException e) {
      connection = null; // the primary is down; the next beat tries again
    }
  }

  private synchronized void remember(long time, long value) {
    committed.put(time, value);
    if (committed.size() > REMEMBERED) {
      committed.pollFirstEntry();
    }
  }

  /** The value that was committed by that time; 0 when none was. */
  public synchronized long committedBy(long nanoTime) {
    Map.Entry<Long, Long> last = committed.floorEntry(nanoTime);
    return last == null ? 0 : last.getValue();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
