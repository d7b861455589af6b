package io.tiangong.jdbc;

import java.util.List;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.remote.TypedValue;

/**
 * What Avatica asks its back end. Of it we use the well-formed empty answers of {@link MetaImpl}
 * for metadata that a gateway has not; statements don't come by here (see {@link Execution}).
 */
final class TiangongMeta extends MetaImpl {

  TiangongMeta(AvaticaConnection connection) {
    super(connection);
  }

  private static UnsupportedOperationException notThisWay() {
    return new UnsupportedOperationException("statements run in Execution");
  }

  @Override
  public StatementHandle prepare(ConnectionHandle connectionHandle, String sql, long maxRows) {
    throw notThisWay();
  }

  @Override
  @Deprecated
  public ExecuteResult prepareAndExecute(
      StatementHandle handle, String sql, long maxRows, PrepareCallback callback) {
    throw notThisWay();
  }

  @Override
  public ExecuteResult prepareAndExecute(
      StatementHandle handle,
      String sql,
      long maxRows,
      int maxRowsInFirstFrame,
      PrepareCallback callback) {
    throw notThisWay();
  }

  @Override
  public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle handle, List<String> sql) {
    throw notThisWay();
  }

  @Override
  public ExecuteBatchResult executeBatch(
      StatementHandle handle, List<List<TypedValue>> parameters) {
    throw notThisWay();
  }

  @Override
  public Frame fetch(StatementHandle handle, long offset, int fetchMaxRowCount) {
    return Frame.EMPTY;
  }

  @Override
  @Deprecated
  public ExecuteResult execute(StatementHandle handle, List<TypedValue> values, long maxRows) {
    throw notThisWay();
  }

  @Override
  public ExecuteResult execute(StatementHandle handle, List<TypedValue> values, int firstRows) {
    throw notThisWay();
  }

  @Override
  public void closeStatement(StatementHandle handle) {
    // A gateway keeps nothing per statement.
  }

  @Override
  public boolean syncResults(StatementHandle handle, QueryState state, long offset) {
    return false;
  }

  @Override
  public void commit(ConnectionHandle handle) {
    throw notThisWay();
  }

  @Override
  public void rollback(ConnectionHandle handle) {
    throw notThisWay();
  }
}
