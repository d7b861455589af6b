package org.duckdb;

import java.sql.SQLException;

/**
 * Interrupts whatever a connection is running.
 *
 * <p>It lives in the driver's package because the driver's public {@link java.sql.Statement#cancel}
 * does nothing while a streaming result is being fetched, and the call beneath it is not public.
 */
public final class ConnectionInterrupt {

  private ConnectionInterrupt() {}

  /** From any thread; forgotten by the connection when its next statement begins. */
  public static void interrupt(DuckDBConnection connection) throws SQLException {
    connection.connRefLock.lock();
    try {
      connection.interrupt();
    } finally {
      connection.connRefLock.unlock();
    }
  }
}
