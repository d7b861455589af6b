package io.tiangong.loadtest.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads of one JDBC connection. */
final class Statements {

  private Statements() {}

  /** Prepared once. */
  static Peer.Read prepared(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    boolean hasParameter = sql.indexOf('?') >= 0;
    return parameter -> {
      if (hasParameter) {
        statement.setLong(1, parameter);
      }
      return rows(statement);
    };
  }

  static List<List<@Nullable Object>> rows(PreparedStatement statement) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
