package io.tiangong.loadtest.door;

import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One connection with its prepared statements, opened again after a failure. For one thread. */
final class JdbcConnection {

  private final String url;
  private final Properties properties;
  private final UnaryOperator<String> dialect;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private @Nullable Connection connection;

  /**
   * @param dialect the text that this database understands
   */
  JdbcConnection(String url, Properties properties, UnaryOperator<String> dialect) {
    this.url = url;
    this.properties = properties;
    this.dialect = dialect;
  }

  /**
   * The whole answer.
   *
   * @param left of the request's timeout; drivers count whole seconds, so it is rounded up
   */
  List<List<@Nullable Object>> read(Request request, Duration left) throws SQLException {
    PreparedStatement statement = prepared(request.sql());
    statement.setQueryTimeout((int) left.toSeconds() + 1);
    for (int i = 0; i < request.parameters().size(); i++) {
      bind(statement, i + 1, request.parameters().get(i));
    }
    try (ResultSet result = statement.executeQuery()) {
      int columns = result.getMetaData().getColumnCount();
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(Cells.normal(result.getObject(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** As old as JDBC is: not every driver takes java.time. */
  private static void bind(PreparedStatement statement, int place, Object value)
      throws SQLException {
    if (value instanceof LocalDate date) {
      statement.setDate(place, Date.valueOf(date));
    } else {
      statement.setObject(place, value);
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      if (connection == null) {
        connection = DriverManager.getConnection(url, properties);
      }
      known = connection.prepareStatement(dialect.apply(sql));
      statements.put(sql, known);
    }
    return known;
  }

  /** Whatever is open; the next read opens it again. */
  void close() {
    List<PreparedStatement> open = List.copyOf(statements.values());
    statements.clear();
    try (Connection old = connection) {
      for (PreparedStatement statement : open) {
        statement.close();
      }
      connection = null;
    } catch (SQLException e) {
      // It is broken: that is why it is closed.
    }
  }
}
