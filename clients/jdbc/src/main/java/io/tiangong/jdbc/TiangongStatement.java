package io.tiangong.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** A statement: its text is sent when it is run. */
final class TiangongStatement extends AvaticaStatement {

  private final TiangongConnection gateway;
  private final StatementCore core;
  private boolean escapes = true;

  TiangongStatement(TiangongConnection connection, Meta.@Nullable StatementHandle handle) {
    super(
        connection,
        handle,
        ResultSet.TYPE_FORWARD_ONLY,
        ResultSet.CONCUR_READ_ONLY,
        ResultSet.HOLD_CURSORS_OVER_COMMIT);
    this.gateway = connection;
    this.core = new StatementCore(connection, this);
    core.takeStandards();
    updateCount = -1; // there is never one
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    checkOpen();
    return core.run(escapes ? gateway.nativeSQL(sql) : sql, List.of());
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    executeQuery(sql);
    return true;
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    throw Limits.noUpdates();
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
    return core.noKeys();
  }

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    return core.result();
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    return core.moreResults(current);
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // as the core says
  public void cancel() throws SQLException {
    core.cancel();
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    return core.warnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    core.clearWarnings();
  }

  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
    escapes = enable;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    super.setQueryTimeout(core.timeout(seconds));
  }

  @Override
  public void setLargeMaxRows(long rows) throws SQLException {
    super.setLargeMaxRows(core.maxRows(rows));
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    super.setFetchSize(core.fetchSize(rows));
  }

  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    core.noFieldSize(max);
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    core.forwardOnly(direction);
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
  protected void close_() {
    super.close_();
    core.closeResult();
  }

  @Override
  protected void checkOpen() throws SQLException {
    core.checkOpen();
  }
}
