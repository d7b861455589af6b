package io.tiangong.conformance.slt;

import io.tiangong.conformance.placement.LogicalTable;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of one MariaDB database, as the statements of a test file made them. */
record MariaDbCatalog(Connection connection, String database) {

  /** What row keys of HBase can be made of. */
  private static final Set<TypeKind> KEYS = Set.of(TypeKind.INTEGER, TypeKind.VARCHAR);

  List<LogicalTable> tables() throws SQLException {
    List<LogicalTable> tables = new ArrayList<>();
    try (ResultSet found =
        connection.getMetaData().getTables(database, null, "%", new String[] {"TABLE"})) {
      while (found.next()) {
        tables.add(table(found.getString("TABLE_NAME")));
      }
    }
    return tables;
  }

  private LogicalTable table(String name) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM `" + name + "` LIMIT 0")) {
      ResultSetMetaData found = none.getMetaData();
      for (int i = 1; i <= found.getColumnCount(); i++) {
        boolean nullable = found.isNullable(i) != ResultSetMetaData.columnNoNulls;
        columns.add(new Column(found.getColumnName(i), type(found, i).withNullable(nullable)));
      }
    }
    LogicalTable table = new LogicalTable(name, columns, key(name));
    boolean storable =
        table.key().stream().allMatch(k -> KEYS.contains(table.column(k).type().kind()));
    return storable ? table : new LogicalTable(name, columns, List.of());
  }

  private static ColumnType type(ResultSetMetaData found, int column) throws SQLException {
    return switch (found.getColumnType(column)) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> ColumnType.of(TypeKind.INTEGER);
      case Types.BIGINT -> ColumnType.of(TypeKind.BIGINT);
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> ColumnType.of(TypeKind.DOUBLE);
      case Types.DECIMAL, Types.NUMERIC ->
          ColumnType.decimal(found.getPrecision(column), found.getScale(column));
      default -> ColumnType.of(TypeKind.VARCHAR);
    };
  }

  private List<String> key(String table) throws SQLException {
    List<String> key = new ArrayList<>();
    try (ResultSet found = connection.getMetaData().getPrimaryKeys(database, null, table)) {
      while (found.next()) {
        key.add(found.getString("COLUMN_NAME"));
      }
    }
    return key;
  }

  List<List<@Nullable Object>> rows(LogicalTable table) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT * FROM `" + table.name() + "`")) {
      while (found.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= table.columns().size(); i++) {
          row.add(found.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
