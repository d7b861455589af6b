package io.tiangong.offline;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of one database. Thread-safe.
 *
 * <p>Borrowing never waits: a query may hold one session as the input of another, so a hard limit
 * could lock queries against each other. How many run at once is for the gateway's admission; the
 * pool bounds only how many stay open when idle.
 */
final class SessionPool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SessionPool.class);

  private final DuckDBConnection database;
  private final int keep;
  private final MemoryGauge memory;
  private final List<Session> idle = new ArrayList<>();
  private int borrowed;
  private boolean closed;

  SessionPool(DuckDBConnection database, int keep, MemoryGauge memory) {
    this.database = database;
    this.keep = keep;
    this.memory = memory;
  }

  /** An idle session that has prepared the text, else the one used last, else a new one. */
  Session borrow(QueryText text) throws SQLException {
    Session session = take(text);
    if (!session.hasPrepared(text) && memory.isHigh()) {
      relieve();
      session.forget();
    }
    return session;
  }

  private synchronized Session take(QueryText text) throws SQLException {
    if (closed) {
      throw new QueryException(ErrorCode.SHUTTING_DOWN, "the engine is closed");
    }
    Session session = idle.isEmpty() ? new Session(database.duplicate()) : idle(text);
    borrowed++;
    return session;
  }

  private Session idle(QueryText text) {
    for (Iterator<Session> each = idle.iterator(); each.hasNext(); ) {
      Session session = each.next();
      if (session.hasPrepared(text)) {
        each.remove();
        return session;
      }
    }
    return idle.remove(idle.size() - 1);
  }

  /**
   * @param healthy whether the session may serve another query
   */
  synchronized void giveBack(Session session, boolean healthy) {
    borrowed--;
    if (closed || !healthy || idle.size() >= keep) {
      close(session);
    } else {
      idle.add(session);
    }
  }

  /**
   * Frees what the statements of idle sessions hold. DuckDB keeps the hash tables of a statement's
   * last execution as long as the statement.
   */
  synchronized void relieve() {
    for (Iterator<Session> each = idle.iterator(); each.hasNext(); ) {
      Session session = each.next();
      try {
        session.forget();
      } catch (SQLException e) {
        log.warn("a session did not forget its statements", e);
        each.remove();
        close(session);
      }
    }
  }

  /** Sessions in use. */
  synchronized int borrowed() {
    return borrowed;
  }

  /** Sessions that wait for a query. */
  synchronized List<Session> idle() {
    return List.copyOf(idle);
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(SessionPool::close);
    idle.clear();
  }

  private static void close(Session session) {
    try {
      session.close();
    } catch (SQLException e) {
      log.warn("a session did not close", e);
    }
  }
}
