package io.tiangong.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** A statement: its text is sent when it is run. */
final class TiangongStatement extends AvaticaStatement {

  private final TiangongConnection gateway;
  private final Execution execution;
  private boolean escapes = true;

  TiangongStatement(TiangongConnection connection, Meta.@Nullable StatementHandle handle) {
    super(
        connection,
        handle,
        ResultSet.TYPE_FORWARD_ONLY,
        ResultSet.CONCUR_READ_ONLY,
        ResultSet.HOLD_CURSORS_OVER_COMMIT);
    this.gateway = connection;
    this.execution = new Execution(connection);
    Limits.standard(this, connection);
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    checkOpen();
    closeResult();
    String text = escapes ? gateway.nativeSQL(sql) : sql;
    TiangongResultSet result = execution.run(this, text, List.of());
    synchronized (this) {
      openResultSet = result;
    }
    return result;
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    executeQuery(sql);
    return true;
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    throw SqlErrors.unsupported("Tiangong answers queries; use executeQuery or execute");
  }

  @Override
  public boolean execute(String sql, int keys) throws SQLException {
    Limits.requireNoKeys(keys);
    return execute(sql);
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    throw Limits.noBatches();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    throw Limits.noBatches();
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    checkOpen();
    return MetadataRows.of("GENERATED_KEY BIGINT").resultSet(gateway);
  }

  private synchronized void closeResult() {
    updateCount = -1;
    if (openResultSet != null) {
      openResultSet.close();
      openResultSet = null;
    }
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    checkOpen();
    if (current != Statement.KEEP_CURRENT_RESULT) {
      closeResult();
    }
    return false;
  }

  /** Takes no lock: whoever waits for the answer may hold one. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public void cancel() throws SQLException {
    checkOpen();
    execution.cancel();
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return execution.warnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    execution.clearWarnings();
  }

  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
    escapes = enable;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    super.setQueryTimeout(Limits.timeout(seconds));
  }

  @Override
  public void setLargeMaxRows(long rows) throws SQLException {
    checkOpen();
    super.setLargeMaxRows(Limits.atLeastZero("maxRows", rows));
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    super.setFetchSize((int) Limits.atLeastZero("fetchSize", rows));
  }

  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    checkOpen();
    Limits.noFieldSize(max);
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    Limits.forwardOnly(direction);
  }

  @Override
  public void setPoolable(boolean poolable) throws SQLException {
    checkOpen();
  }

  @Override
  public void setCursorName(String name) throws SQLException {
    checkOpen();
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.statementClosed();
    }
    if (((Connection) connection).isClosed()) {
      throw SqlErrors.connectionClosed();
    }
  }
}
