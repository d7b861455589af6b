package io.tiangong.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import org.apache.calcite.avatica.AvaticaStatement;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does whether it is prepared or not, which Avatica gives different parents: its
 * current result, warnings and cancel, and the checks of what it is told. {@link #cancel} may come
 * from any thread.
 */
final class StatementCore {

  private final TiangongConnection connection;
  private final AvaticaStatement statement;
  private final Execution execution;

  /** Guarded by the statement. */
  private @Nullable TiangongResultSet current;

  StatementCore(TiangongConnection connection, AvaticaStatement statement) {
    this.connection = connection;
    this.statement = statement;
    this.execution = new Execution(connection);
  }

  /** A new statement takes the connection's fetch size. */
  void takeStandards() {
    try {
      statement.setFetchSize(connection.options().fetchSize());
    } catch (SQLException e) {
      throw Sneaky.thrown(e);
    }
  }

  void checkOpen() throws SQLException {
    if (statement.isClosed()) {
      throw SqlErrors.statementClosed();
    }
    if (((Connection) connection).isClosed()) {
      throw SqlErrors.connectionClosed();
    }
  }

  /** Closes the current result and waits for the next. */
  ResultSet run(String sql, List<@Nullable Object> parameters) throws SQLException {
    checkOpen();
    closeResult();
    TiangongResultSet result = execution.run(statement, sql, parameters);
    synchronized (statement) {
      current = result;
    }
    return result;
  }

  @Nullable ResultSet result() throws SQLException {
    checkOpen();
    synchronized (statement) {
      return current;
    }
  }

  /** There never is another result; the current one is closed unless it is to be kept. */
  boolean moreResults(int what) throws SQLException {
    checkOpen();
    if (what != Statement.KEEP_CURRENT_RESULT) {
      closeResult();
    }
    return false;
  }

  void closeResult() {
    synchronized (statement) {
      TiangongResultSet old = current;
      current = null;
      if (old != null) {
        old.close();
      }
    }
  }

  ResultSet noKeys() throws SQLException {
    checkOpen();
    return MetadataRows.of("GENERATED_KEY BIGINT").resultSet(connection);
  }

  /** Takes no lock: whoever waits for the answer may hold one. */
  void cancel() throws SQLException {
    checkOpen();
    execution.cancel();
  }

  @Nullable SQLWarning warnings() throws SQLException {
    checkOpen();
    return execution.warnings();
  }

  void clearWarnings() throws SQLException {
    checkOpen();
    execution.clearWarnings();
  }

  int timeout(int seconds) throws SQLException {
    checkOpen();
    return Limits.timeout(seconds);
  }

  long maxRows(long rows) throws SQLException {
    checkOpen();
    return Limits.atLeastZero("maxRows", rows);
  }

  int fetchSize(int rows) throws SQLException {
    checkOpen();
    return (int) Limits.atLeastZero("fetchSize", rows);
  }

  void noFieldSize(int max) throws SQLException {
    checkOpen();
    Limits.noFieldSize(max);
  }

  void forwardOnly(int direction) throws SQLException {
    checkOpen();
    Limits.forwardOnly(direction);
  }
}
