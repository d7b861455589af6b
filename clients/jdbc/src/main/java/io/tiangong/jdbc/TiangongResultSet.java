package io.tiangong.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.AbstractList;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaResultSetMetaData;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.util.Cursor;
import org.jspecify.annotations.Nullable;

/** Rows that stream from a gateway, or metadata that is here. Columns are found by hash. */
final class TiangongResultSet extends AvaticaResultSet {

  private final @Nullable Execution execution;
  private final Map<String, Integer> ordinals = new HashMap<>();

  /**
   * @param execution whose warnings are these rows'; null: there are none
   */
  TiangongResultSet(
      AvaticaStatement statement, Meta.Signature signature, @Nullable Execution execution)
      throws SQLException {
    super(
        statement,
        new QueryState(signature.sql),
        signature,
        new AvaticaResultSetMetaData(statement, null, signature),
        TimeZone.getDefault(),
        null);
    this.execution = execution;
    for (ColumnMetaData column : signature.columns) {
      ordinals.putIfAbsent(column.label.toLowerCase(Locale.ROOT), column.ordinal + 1);
    }
  }

  /** Stands before the first of these rows. */
  TiangongResultSet read(Cursor rows) {
    execute2(rows, columnMetaDataList);
    accessorList = new Checked(accessorList, this);
    return this;
  }

  private List<String> labels() {
    return columnMetaDataList.stream().map(column -> column.label).toList();
  }

  /** An ordinal that does not exist is an error with a SQLSTATE. */
  private static final class Checked extends AbstractList<Cursor.Accessor> {
    private final Cursor.Accessor[] accessors;
    private final TiangongResultSet result;

    Checked(List<Cursor.Accessor> accessors, TiangongResultSet result) {
      this.accessors = accessors.toArray(Cursor.Accessor[]::new);
      this.result = result;
    }

    @Override
    public Cursor.Accessor get(int index) {
      if (index < 0 || index >= accessors.length) {
        throw Sneaky.thrown(SqlErrors.noColumn(Integer.toString(index + 1), result.labels()));
      }
      return accessors[index];
    }

    @Override
    public int size() {
      return accessors.length;
    }
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (isClosed()) {
      throw SqlErrors.resultSetClosed();
    }
  }

  @Override
  public int findColumn(String label) throws SQLException {
    checkOpen();
    Integer ordinal = ordinals.get(label);
    if (ordinal == null) {
      ordinal = ordinals.get(label.toLowerCase(Locale.ROOT));
    }
    if (ordinal == null) {
      throw SqlErrors.noColumn(label, labels());
    }
    return ordinal;
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return execution == null ? null : execution.warnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    if (execution != null) {
      execution.clearWarnings();
    }
  }

  @Override
  public Object getObject(int column) throws SQLException {
    checkOpen();
    return accessorList.get(column - 1).getObject();
  }

  @Override
  public String getString(String label) throws SQLException {
    return getString(findColumn(label));
  }

  @Override
  public boolean getBoolean(String label) throws SQLException {
    return getBoolean(findColumn(label));
  }

  @Override
  public byte getByte(String label) throws SQLException {
    return getByte(findColumn(label));
  }

  @Override
  public short getShort(String label) throws SQLException {
    return getShort(findColumn(label));
  }

  @Override
  public int getInt(String label) throws SQLException {
    return getInt(findColumn(label));
  }

  @Override
  public long getLong(String label) throws SQLException {
    return getLong(findColumn(label));
  }

  @Override
  public float getFloat(String label) throws SQLException {
    return getFloat(findColumn(label));
  }

  @Override
  public double getDouble(String label) throws SQLException {
    return getDouble(findColumn(label));
  }

  @Override
  public BigDecimal getBigDecimal(String label) throws SQLException {
    return getBigDecimal(findColumn(label));
  }

  @Override
  public byte[] getBytes(String label) throws SQLException {
    return getBytes(findColumn(label));
  }

  @Override
  public Date getDate(String label) throws SQLException {
    return getDate(findColumn(label));
  }

  @Override
  public Date getDate(String label, Calendar calendar) throws SQLException {
    return getDate(findColumn(label), calendar);
  }

  @Override
  public Time getTime(String label) throws SQLException {
    return getTime(findColumn(label));
  }

  @Override
  public Time getTime(String label, Calendar calendar) throws SQLException {
    return getTime(findColumn(label), calendar);
  }

  @Override
  public Timestamp getTimestamp(String label) throws SQLException {
    return getTimestamp(findColumn(label));
  }

  @Override
  public Timestamp getTimestamp(String label, Calendar calendar) throws SQLException {
    return getTimestamp(findColumn(label), calendar);
  }

  @Override
  public Object getObject(String label) throws SQLException {
    return getObject(findColumn(label));
  }

  @Override
  public <T> T getObject(String label, Class<T> type) throws SQLException {
    return getObject(findColumn(label), type);
  }

  @Override
  public Object getObject(String label, Map<String, Class<?>> map) throws SQLException {
    return getObject(findColumn(label));
  }

  @Override
  public InputStream getAsciiStream(String label) throws SQLException {
    return getAsciiStream(findColumn(label));
  }

  @Override
  public InputStream getBinaryStream(String label) throws SQLException {
    return getBinaryStream(findColumn(label));
  }

  @Override
  public Reader getCharacterStream(String label) throws SQLException {
    return getCharacterStream(findColumn(label));
  }

  @Override
  public String getNString(String label) throws SQLException {
    return getNString(findColumn(label));
  }

  @Override
  public Reader getNCharacterStream(String label) throws SQLException {
    return getNCharacterStream(findColumn(label));
  }
}
