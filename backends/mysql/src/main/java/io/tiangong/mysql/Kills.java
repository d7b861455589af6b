package io.tiangong.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends at the server what nobody waits for any more. Those that come together go through one
 * connection, so that an overloaded server does not get a login for each. Thread-safe.
 */
final class Kills implements AutoCloseable {

  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Connector connector;
  private final Queue<Long> doomed = new ConcurrentLinkedQueue<>();
  private final ThreadPoolExecutor thread;

  Kills(String source, Connector connector) {
    this.connector = connector;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread killer = new Thread(task, "mysql-" + source + "-kill");
              killer.setDaemon(true);
              return killer;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  /** Kills a connection of the server, soon; returns at once. */
  void kill(long connectionId) {
    doomed.add(connectionId);
    thread.execute(this::killAll);
  }

  private void killAll() {
    if (doomed.isEmpty()) {
      return;
    }
    try (Connection connection = connector.connectOnce();
        Statement statement = connection.createStatement()) {
      for (Long id = doomed.poll(); id != null; id = doomed.poll()) {
        kill(statement, id);
      }
    } catch (SQLException e) {
      doomed.clear(); // The server is gone: one that starts again numbers anew.
    }
  }

  private static void kill(Statement statement, long id) {
    try {
      statement.execute("KILL " + id);
    } catch (SQLException e) {
      // It ended by itself, or the server is gone; its own time limit holds.
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
