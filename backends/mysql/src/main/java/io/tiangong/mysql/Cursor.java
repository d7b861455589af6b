package io.tiangong.mysql;

import io.tiangong.spi.Cancellation;
import io.tiangong.spi.QueryException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The rows of one running statement. Its connection goes back to the pool as soon as the last row
 * is read; given up before, the statement is killed at the server instead of read to its end.
 */
final class Cursor implements AutoCloseable {

  /** Rows that the driver holds at a time; an answer of fewer is read in one go. */
  private static final int FETCH_ROWS = 1_024;

  private final String source;
  private final Cancellation cancellation;
  private final Cancellation.Registration abort;
  private final Lease lease;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private boolean released;

  private Cursor(
      String source,
      Cancellation cancellation,
      Cancellation.Registration abort,
      Lease lease,
      PreparedStatement statement,
      ResultSet rows) {
    this.source = source;
    this.cancellation = cancellation;
    this.abort = abort;
    this.lease = lease;
    this.statement = statement;
    this.rows = rows;
  }

  /**
   * Sends the statement and waits for the first rows.
   *
   * @param lease is given back by the cursor, also when this fails
   */
  static Cursor open(String source, BoundSql sql, Lease lease, Cancellation cancellation) {
    Cancellation.Registration abort = cancellation.onCancel(lease::abort);
    try {
      PreparedStatement statement = lease.connection().prepareStatement(sql.sql());
      ResultSet rows = execute(statement, sql);
      return new Cursor(source, cancellation, abort, lease, statement, rows);
    } catch (SQLException e) {
      abort.close();
      giveBackAfter(e, lease);
      throw told(source, e, cancellation);
    }
  }

  private static ResultSet execute(PreparedStatement statement, BoundSql sql) throws SQLException {
    try {
      statement.setFetchSize(FETCH_ROWS);
      ParameterBinder.bind(statement, sql.values());
      return statement.executeQuery();
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** At the current row. */
  ResultSet rows() {
    return rows;
  }

  /** Goes to the next row; false at the end, and ever after. */
  boolean next() {
    if (released) {
      return false;
    }
    try {
      if (rows.next()) {
        return true;
      }
      release();
      return false;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    abort.close();
    if (!released) {
      released = true;
      lease.abort();
      lease.discard();
    }
  }

  private void release() throws SQLException {
    released = true;
    abort.close();
    try {
      statement.close();
    } finally {
      lease.giveBack();
    }
  }

  private QueryException failed(SQLException fault) {
    abort.close();
    if (!released) {
      released = true;
      giveBackAfter(fault, lease);
    }
    return told(source, fault, cancellation);
  }

  private static void giveBackAfter(SQLException fault, Lease lease) {
    if (MySqlFaults.leavesConnectionUsable(fault)) {
      lease.giveBack();
    } else {
      lease.discard();
    }
  }

  private static QueryException told(String source, SQLException fault, Cancellation cancellation) {
    QueryException reason = cancellation.reason();
    return reason != null ? reason : MySqlFaults.of(source, fault);
  }
}
