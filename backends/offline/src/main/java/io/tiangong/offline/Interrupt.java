package io.tiangong.offline;

import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.duckdb.ConnectionInterrupt;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Ends one execution from another thread.
 *
 * <p>DuckDB forgets an interrupt that comes before the statement has begun, and nothing tells when
 * that is. So while the call that begins it has not returned, the interrupt is repeated a few
 * times; afterwards one is enough. Once the execution let go of its connection none reaches it.
 */
final class Interrupt implements Runnable {

  private static final int MAX_REPEATS = 20;
  private static final long PAUSE_NANOS = 500_000;

  private @Nullable DuckDBConnection connection;
  private boolean beginning = true;

  Interrupt(DuckDBConnection connection) {
    this.connection = connection;
  }

  @Override
  public void run() {
    for (int i = 0; i < MAX_REPEATS && once(); i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private synchronized boolean once() {
    if (connection == null) {
      return false;
    }
    try {
      ConnectionInterrupt.interrupt(connection);
    } catch (SQLException e) {
      return false;
    }
    return beginning;
  }

  /** The statement runs, or has failed. */
  synchronized void begun() {
    beginning = false;
  }

  synchronized void letGo() {
    connection = null;
  }
}
