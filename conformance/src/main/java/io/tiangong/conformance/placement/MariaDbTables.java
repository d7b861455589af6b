package io.tiangong.conformance.placement;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes tables in MariaDB. Every second text column has the server's usual collation, without case
 * and with padding; the others, and keys, compare by code point.
 */
final class MariaDbTables {

  private static final int BATCH_ROWS = 2_000;
  private static final String EXACT = " COLLATE utf8mb4_nopad_bin";
  private static final String USUAL = " COLLATE utf8mb4_general_ci";

  private final Connection connection;
  private final String database;

  MariaDbTables(Connection connection, String database) {
    this.connection = connection;
    this.database = database;
  }

  void fill(LogicalTable table, Staging staging) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS " + database + " CHARACTER SET utf8mb4");
      statement.execute("DROP TABLE IF EXISTS " + name(table));
      statement.execute(ddl(table));
      copy(table, staging);
      statement.execute("ANALYZE TABLE " + name(table));
    }
  }

  private String name(LogicalTable table) {
    return database + ".`" + table.name() + "`";
  }

  private String ddl(LogicalTable table) {
    String key = table.key().stream().map(k -> "`" + k + "`").collect(Collectors.joining(", "));
    return "CREATE TABLE %s (%s%s)"
        .formatted(
            name(table),
            IntStream.range(0, table.columns().size())
                .mapToObj(i -> column(table, i))
                .collect(Collectors.joining(", ")),
            key.isEmpty() ? "" : ", PRIMARY KEY (" + key + ")");
  }

  private static String column(LogicalTable table, int position) {
    Column column = table.columns().get(position);
    boolean exact = position % 2 == 0 || table.key().contains(column.name());
    return "`%s` %s%s"
        .formatted(
            column.name(),
            type(column.type(), exact ? EXACT : USUAL),
            column.type().nullable() ? " NULL" : " NOT NULL");
  }

  private static String type(ColumnType type, String collation) {
    return switch (type.kind()) {
      case VARCHAR ->
          "VARCHAR(" + (type.precision() == 0 ? 255 : type.precision()) + ")" + collation;
      case JSON -> "JSON";
      case VARBINARY -> "VARBINARY(255)";
      case TIMESTAMP -> "DATETIME(" + type.precision() + ")";
      case TIMESTAMP_LTZ -> "TIMESTAMP(" + type.precision() + ")";
      default -> type.toString();
    };
  }

  private void copy(LogicalTable table, Staging staging) throws SQLException {
    String marks = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + name(table) + " VALUES (" + marks + ")")) {
      int[] pending = {0};
      staging.forEach(
          table,
          row -> {
            bind(insert, row);
            if (++pending[0] % BATCH_ROWS == 0) {
              insert.executeBatch();
            }
          });
      insert.executeBatch();
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void bind(PreparedStatement insert, List<@Nullable Object> row)
      throws SQLException {
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      insert.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
    }
    insert.addBatch();
  }
}
