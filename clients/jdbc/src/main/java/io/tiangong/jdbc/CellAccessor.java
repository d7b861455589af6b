package io.tiangong.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.apache.calcite.avatica.util.Cursor;
import org.joou.UByte;
import org.joou.UInteger;
import org.joou.ULong;
import org.joou.UShort;
import org.jspecify.annotations.Nullable;

/** Reads one column of the current row as whatever JDBC asks for. */
abstract class CellAccessor implements Cursor.Accessor {

  private final CellValues values;

  CellAccessor(CellValues values) {
    this.values = values;
  }

  /** The cell as {@link CellValues} knows it; null for NULL. Notes whether it was. */
  abstract @Nullable Object value() throws SQLException;

  /** What {@code getObject} gives for a cell that is not NULL. */
  abstract Object jdbcObject(Object value) throws SQLException;

  /** The cell as text. */
  @Override
  public abstract @Nullable String getString() throws SQLException;

  final CellValues values() {
    return values;
  }

  @Override
  public boolean getBoolean() throws SQLException {
    Object value = value();
    return value != null && values.toBoolean(value);
  }

  @Override
  public long getLong() throws SQLException {
    Object value = value();
    return value == null ? 0 : values.toLong(value);
  }

  @Override
  public int getInt() throws SQLException {
    return (int) bounded(Integer.MIN_VALUE, Integer.MAX_VALUE, "an int");
  }

  @Override
  public short getShort() throws SQLException {
    return (short) bounded(Short.MIN_VALUE, Short.MAX_VALUE, "a short");
  }

  @Override
  public byte getByte() throws SQLException {
    return (byte) bounded(Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte");
  }

  private long bounded(long least, long most, String wanted) throws SQLException {
    Object value = value();
    return value == null ? 0 : values.toLong(value, least, most, wanted);
  }

  @Override
  public double getDouble() throws SQLException {
    Object value = value();
    return value == null ? 0 : values.toDouble(value);
  }

  @Override
  public float getFloat() throws SQLException {
    return (float) getDouble();
  }

  @Override
  public @Nullable BigDecimal getBigDecimal() throws SQLException {
    Object value = value();
    return value == null ? null : values.toBigDecimal(value);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int scale) throws SQLException {
    BigDecimal number = getBigDecimal();
    return number == null ? null : number.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public byte @Nullable [] getBytes() throws SQLException {
    Object value = value();
    return value == null ? null : values.toBytes(value);
  }

  @Override
  public @Nullable Date getDate(Calendar calendar) throws SQLException {
    Object value = value();
    return value == null ? null : values.toDate(value, calendar);
  }

  @Override
  public @Nullable Time getTime(Calendar calendar) throws SQLException {
    Object value = value();
    return value == null ? null : values.toTime(value, calendar);
  }

  @Override
  public @Nullable Timestamp getTimestamp(Calendar calendar) throws SQLException {
    Object value = value();
    return value == null ? null : values.toTimestamp(value, calendar);
  }

  @Override
  public @Nullable Object getObject() throws SQLException {
    Object value = value();
    return value == null ? null : jdbcObject(value);
  }

  @Override
  public @Nullable Object getObject(Map<String, Class<?>> map) throws SQLException {
    return getObject();
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T> @Nullable T getObject(Class<T> type) throws SQLException {
    Object value = value();
    if (value == null) {
      return null;
    }
    Object jdbc = jdbcObject(value);
    return type.cast(type.isInstance(jdbc) ? jdbc : values.to(type, value, getString()));
  }

  @Override
  public @Nullable InputStream getAsciiStream() throws SQLException {
    String text = getString();
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public @Nullable InputStream getUnicodeStream() throws SQLException {
    String text = getString();
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable InputStream getBinaryStream() throws SQLException {
    byte[] bytes = getBytes();
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public @Nullable Reader getCharacterStream() throws SQLException {
    String text = getString();
    return text == null ? null : new StringReader(text);
  }

  @Override
  public @Nullable String getNString() throws SQLException {
    return getString();
  }

  @Override
  public @Nullable Reader getNCharacterStream() throws SQLException {
    return getCharacterStream();
  }

  @Override
  public UByte getUByte() throws SQLException {
    throw values.mismatch("an unsigned byte");
  }

  @Override
  public UShort getUShort() throws SQLException {
    throw values.mismatch("an unsigned short");
  }

  @Override
  public UInteger getUInt() throws SQLException {
    throw values.mismatch("an unsigned int");
  }

  @Override
  public ULong getULong() throws SQLException {
    throw values.mismatch("an unsigned long");
  }

  @Override
  public Ref getRef() throws SQLException {
    throw values.mismatch("a Ref");
  }

  @Override
  public Blob getBlob() throws SQLException {
    throw values.mismatch("a Blob; getBytes and getBinaryStream read VARBINARY");
  }

  @Override
  public Clob getClob() throws SQLException {
    throw values.mismatch("a Clob; getString and getCharacterStream read text");
  }

  @Override
  public Array getArray() throws SQLException {
    throw values.mismatch("an Array");
  }

  @Override
  public Struct getStruct() throws SQLException {
    throw values.mismatch("a Struct");
  }

  @Override
  public URL getURL() throws SQLException {
    throw values.mismatch("a URL");
  }

  @Override
  public NClob getNClob() throws SQLException {
    throw values.mismatch("an NClob");
  }

  @Override
  public SQLXML getSQLXML() throws SQLException {
    throw values.mismatch("XML");
  }
}
