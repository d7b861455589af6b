package io.tiangong.mysql;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A pooled connection in the hands of one request, given back exactly once.
 *
 * <p>An abort may come from any thread at any time; a connection that was aborted is not used
 * again, whatever its holder believes.
 */
final class Lease {

  private enum State {
    HELD,
    ABORTED,
    RETURNED
  }

  private final ConnectionPool pool;
  private final Connection pooled;
  private final org.mariadb.jdbc.Connection connection;
  private final AtomicReference<State> state = new AtomicReference<>(State.HELD);

  Lease(ConnectionPool pool, Connection pooled, org.mariadb.jdbc.Connection connection) {
    this.pool = pool;
    this.pooled = pooled;
    this.connection = connection;
  }

  /** The driver's own connection, without the pool's proxies. */
  org.mariadb.jdbc.Connection connection() {
    return connection;
  }

  /**
   * Ends the running statement, here and at the server; its holder gets an exception at once. Does
   * not block.
   */
  void abort() {
    if (state.compareAndSet(State.HELD, State.ABORTED)) {
      OwnedSocket.of(connection).close();
      pool.kill(connection.getThreadId());
    }
  }

  /** After an answer that was read to its end. */
  void giveBack() {
    State before = state.getAndSet(State.RETURNED);
    if (before == State.HELD) {
      pool.giveBack(pooled);
    } else if (before == State.ABORTED) {
      pool.discard(pooled);
    }
  }

  /** After a fault of the connection, or an abort. */
  void discard() {
    if (state.getAndSet(State.RETURNED) != State.RETURNED) {
      pool.discard(pooled);
    }
  }
}
