package io.tiangong.jdbc;

import io.tiangong.client.Parameter;
import io.tiangong.client.PreparedShape;
import io.tiangong.client.TiangongException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** A statement that the gateway has planned, with values for its question marks. */
final class TiangongPreparedStatement extends AvaticaPreparedStatement {

  private final TiangongConnection gateway;
  private final StatementCore core;
  private final String sql;
  private final PreparedShape shape;
  private final ParameterValues values;

  TiangongPreparedStatement(
      TiangongConnection connection,
      Meta.@Nullable StatementHandle handle,
      String sql,
      PreparedShape shape)
      throws SQLException {
    super(
        connection,
        handle,
        ColumnShape.signature(sql, shape.columns(), shape.parameters()),
        ResultSet.TYPE_FORWARD_ONLY,
        ResultSet.CONCUR_READ_ONLY,
        ResultSet.HOLD_CURSORS_OVER_COMMIT);
    this.gateway = connection;
    this.core = new StatementCore(connection, this);
    this.sql = sql;
    this.shape = shape;
    this.values = new ParameterValues(shape.parameters());
    core.takeStandards();
    updateCount = -1; // there is never one
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    checkOpen();
    try {
      return core.run(sql, values.all());
    } catch (SQLException e) {
      if (e.getCause() instanceof TiangongException) {
        gateway.forget(sql);
      }
      throw e;
    }
  }

  @Override
  public boolean execute() throws SQLException {
    executeQuery();
    return true;
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    throw Limits.noUpdates();
  }

  @Override
  public ResultSet executeQuery(String otherSql) throws SQLException {
    throw wrongKind();
  }

  @Override
  public boolean execute(String otherSql) throws SQLException {
    throw wrongKind();
  }

  @Override
  public long executeLargeUpdate(String otherSql) throws SQLException {
    throw wrongKind();
  }

  private static SQLException wrongKind() {
    return SqlErrors.unsupported("a prepared statement runs the text that it was prepared with");
  }

  @Override
  public void addBatch() throws SQLException {
    throw Limits.noBatches();
  }

  @Override
  public void addBatch(String otherSql) throws SQLException {
    throw Limits.noBatches();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    throw Limits.noBatches();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    throw Limits.noBatches();
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
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

  /** Escapes were translated when the statement was prepared. */
  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
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

  @Override
  public int isNullable(int place) throws SQLException {
    Parameter parameter = values.parameter(place);
    return parameter.nullable()
        ? ParameterMetaData.parameterNullable
        : ParameterMetaData.parameterNullableUnknown;
  }

  @Override
  public int getParameterCount() {
    return shape.parameters().size();
  }

  @Override
  public void clearParameters() throws SQLException {
    checkOpen();
    values.clear();
  }

  private void set(int place, @Nullable Object x) throws SQLException {
    checkOpen();
    values.set(place, x, (Calendar) null);
  }

  @Override
  public void setNull(int place, int sqlType) throws SQLException {
    set(place, null);
  }

  @Override
  public void setNull(int place, int sqlType, String typeName) throws SQLException {
    set(place, null);
  }

  @Override
  public void setBoolean(int place, boolean x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setByte(int place, byte x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setShort(int place, short x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setInt(int place, int x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setLong(int place, long x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setFloat(int place, float x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setDouble(int place, double x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setBigDecimal(int place, BigDecimal x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setString(int place, String x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setBytes(int place, byte[] x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setDate(int place, Date x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setTime(int place, Time x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setTimestamp(int place, Timestamp x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setDate(int place, Date x, Calendar calendar) throws SQLException {
    checkOpen();
    values.set(place, x, calendar);
  }

  @Override
  public void setTime(int place, Time x, Calendar calendar) throws SQLException {
    checkOpen();
    values.set(place, x, calendar);
  }

  @Override
  public void setTimestamp(int place, Timestamp x, Calendar calendar) throws SQLException {
    checkOpen();
    values.set(place, x, calendar);
  }

  @Override
  public void setNString(int place, String x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setObject(int place, Object x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setObject(int place, Object x, int sqlType) throws SQLException {
    checkOpen();
    values.set(place, x, sqlType);
  }

  @Override
  public void setObject(int place, Object x, int sqlType, int scaleOrLength) throws SQLException {
    setObject(place, x, sqlType);
  }

  @Override
  public void setCharacterStream(int place, Reader x, int length) throws SQLException {
    set(place, x);
  }

  @Override
  public void setCharacterStream(int place, Reader x, long length) throws SQLException {
    set(place, x);
  }

  @Override
  public void setCharacterStream(int place, Reader x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setNCharacterStream(int place, Reader x, long length) throws SQLException {
    set(place, x);
  }

  @Override
  public void setNCharacterStream(int place, Reader x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setClob(int place, Reader x, long length) throws SQLException {
    set(place, x);
  }

  @Override
  public void setClob(int place, Reader x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setNClob(int place, Reader x, long length) throws SQLException {
    set(place, x);
  }

  @Override
  public void setNClob(int place, Reader x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setBinaryStream(int place, InputStream x, int length) throws SQLException {
    set(place, x);
  }

  @Override
  public void setBinaryStream(int place, InputStream x, long length) throws SQLException {
    set(place, x);
  }

  @Override
  public void setBinaryStream(int place, InputStream x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setBlob(int place, InputStream x, long length) throws SQLException {
    set(place, x);
  }

  @Override
  public void setBlob(int place, InputStream x) throws SQLException {
    set(place, x);
  }

  @Override
  public void setAsciiStream(int place, InputStream x, int length) throws SQLException {
    setAsciiStream(place, x);
  }

  @Override
  public void setAsciiStream(int place, InputStream x, long length) throws SQLException {
    setAsciiStream(place, x);
  }

  @Override
  public void setAsciiStream(int place, InputStream x) throws SQLException {
    set(place, x == null ? null : ParameterValues.ascii(x));
  }

  @Override
  public void setBlob(int place, Blob x) throws SQLException {
    set(place, x == null ? null : x.getBinaryStream());
  }

  @Override
  public void setClob(int place, Clob x) throws SQLException {
    set(place, x == null ? null : x.getCharacterStream());
  }

  @Override
  public void setNClob(int place, NClob x) throws SQLException {
    set(place, x == null ? null : x.getCharacterStream());
  }

  @Override
  public void setURL(int place, URL x) throws SQLException {
    set(place, x == null ? null : x.toString());
  }

  @Override
  public void setRef(int place, Ref x) throws SQLException {
    throw SqlErrors.unsupported("there are no parameters of type Ref");
  }

  @Override
  public void setArray(int place, Array x) throws SQLException {
    throw SqlErrors.unsupported("there are no parameters of type Array");
  }

  @Override
  public void setRowId(int place, RowId x) throws SQLException {
    throw SqlErrors.unsupported("there are no parameters of type RowId");
  }

  @Override
  public void setSQLXML(int place, SQLXML x) throws SQLException {
    throw SqlErrors.unsupported("there are no parameters of type SQLXML");
  }
}
