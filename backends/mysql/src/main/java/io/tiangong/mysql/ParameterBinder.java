package io.tiangong.mysql;

import io.tiangong.spi.Value;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Sets the values of a prepared statement, each in the server's exactest type. */
final class ParameterBinder {

  private ParameterBinder() {}

  static void bind(PreparedStatement statement, List<Value> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      bind(statement, i + 1, values.get(i));
    }
  }

  private static void bind(PreparedStatement statement, int index, Value parameter)
      throws SQLException {
    Object value = parameter.value();
    if (value == null) {
      statement.setNull(index, Types.NULL);
      return;
    }
    switch (parameter.type().kind()) {
      case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> statement.setLong(index, (Long) value);
      case DECIMAL -> statement.setBigDecimal(index, (BigDecimal) value);
      case FLOAT, DOUBLE -> statement.setDouble(index, (Double) value);
      case VARCHAR, JSON -> statement.setString(index, (String) value);
      case VARBINARY -> statement.setBytes(index, (byte[]) value);
      case DATE, TIME, TIMESTAMP -> statement.setObject(index, value);
      case TIMESTAMP_LTZ ->
          statement.setObject(index, LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC));
    }
  }
}
