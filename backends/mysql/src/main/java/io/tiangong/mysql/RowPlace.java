package io.tiangong.mysql;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says in which row a stored value can't be read: by the table's primary key when the whole key is
 * among the columns of the answer, else by the row's number in the answer.
 */
final class RowPlace {

  private final DeclaredKeys keys;
  private final ResultSet rows;

  /**
   * @param rows standing at the row
   */
  RowPlace(DeclaredKeys keys, ResultSet rows) {
    this.keys = keys;
    this.rows = rows;
  }

  /**
   * The fault with its place.
   *
   * @param index of the column, from 1
   * @param number of the row, from 1
   */
  QueryException named(QueryException fault, int index, long number) {
    if (fault.code() != ErrorCode.DATA_CORRUPT) {
      return fault;
    }
    try {
      return named(fault, rows.getMetaData(), index, number);
    } catch (SQLException e) {
      return fault;
    }
  }

  private QueryException named(
      QueryException fault, ResultSetMetaData metadata, int index, long number)
      throws SQLException {
    Map<String, String> key = key(metadata, index);
    String place =
        key.isEmpty()
            ? "row " + number + " of the answer, whose columns hold no primary key"
            : "key " + text(key);
    QueryException named =
        new QueryException(fault.code(), fault.text() + " (" + place + ")", fault);
    String table = metadata.getTableName(index);
    return (table.isEmpty() ? named : named.with("table", table))
        .with("column", metadata.getColumnName(index))
        .with(key.isEmpty() ? "row" : "key", key.isEmpty() ? Long.toString(number) : text(key));
  }

  private static String text(Map<String, String> key) {
    return key.entrySet().stream()
        .map(part -> part.getKey() + " = " + part.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The values of the key of the column's table; empty unless all of them are there. */
  private Map<String, String> key(ResultSetMetaData metadata, int index) throws SQLException {
    String table = metadata.getTableName(index);
    String database = metadata.getCatalogName(index);
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      String column = metadata.getColumnName(i).toLowerCase(Locale.ROOT);
      if (metadata.getTableName(i).equals(table) && metadata.getCatalogName(i).equals(database)) {
        found.put(column, String.valueOf(rows.getString(i)));
      }
    }
    found.keySet().retainAll(keys.of(database, table));
    return found.size() == keys.of(database, table).size() ? found : Map.of();
  }
}
