package io.tiangong.conformance.placement;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB in memory that holds every table once: what the placements are filled from, and the
 * oracle that their answers are compared with. For one thread.
 */
public final class Staging implements AutoCloseable {

  private static final int ROWS_PER_INSERT = 500;

  private final Connection connection;

  private Staging(Connection connection) {
    this.connection = connection;
  }

  public static Staging open() throws SQLException {
    return new Staging(DriverManager.getConnection("jdbc:duckdb:"));
  }

  public Connection connection() {
    return connection;
  }

  /** Makes an empty table, in place of one of the same name. */
  public void create(LogicalTable table) throws SQLException {
    execute(
        "CREATE OR REPLACE TABLE %s (%s)"
            .formatted(
                quoted(table.name()),
                table.columns().stream()
                    .map(c -> quoted(c.name()) + " " + typeName(c.type()))
                    .collect(Collectors.joining(", "))));
  }

  public void insert(LogicalTable table, Iterable<List<@Nullable Object>> rows)
      throws SQLException {
    StringJoiner values = values(table);
    int pending = 0;
    for (List<@Nullable Object> row : rows) {
      values.add(tuple(table.columns(), row));
      if (++pending == ROWS_PER_INSERT) {
        execute(values.toString());
        values = values(table);
        pending = 0;
      }
    }
    if (pending > 0) {
      execute(values.toString());
    }
  }

  private static StringJoiner values(LogicalTable table) {
    return new StringJoiner(", ", "INSERT INTO " + quoted(table.name()) + " VALUES ", "");
  }

  private static String tuple(List<Column> columns, List<@Nullable Object> row) {
    StringJoiner cells = new StringJoiner(", ", "(", ")");
    for (int i = 0; i < columns.size(); i++) {
      cells.add(Cells.literal(row.get(i), columns.get(i).type()));
    }
    return cells.toString();
  }

  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Hands over the rows of a table, one by one. */
  void forEach(LogicalTable table, RowConsumer consumer) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + quoted(table.name()))) {
      while (rows.next()) {
        consumer.accept(Cells.row(rows, table.columns()));
      }
    }
  }

  /** Takes one row. */
  interface RowConsumer {
    void accept(List<@Nullable Object> row) throws SQLException;
  }

  void writeParquet(LogicalTable table, Path file) throws SQLException {
    execute(
        "COPY %s TO '%s' (FORMAT parquet)"
            .formatted(quoted(table.name()), file.toString().replace("'", "''")));
  }

  /** The type as DuckDB names it. */
  static String typeName(ColumnType type) {
    return switch (type.kind()) {
      case TIME -> "TIME";
      case TIMESTAMP -> "TIMESTAMP";
      case TIMESTAMP_LTZ -> "TIMESTAMPTZ";
      case VARCHAR, JSON -> "VARCHAR";
      case VARBINARY -> "BLOB";
      default -> type.toString();
    };
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
