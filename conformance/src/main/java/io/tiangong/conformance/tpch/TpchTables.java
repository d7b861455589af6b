package io.tiangong.conformance.tpch;

import io.tiangong.conformance.placement.LogicalTable;
import io.tiangong.conformance.placement.Placement;
import io.tiangong.conformance.placement.Staging;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The eight tables of TPC-H as dbgen makes them: the same rows at every run. */
final class TpchTables {

  private static final Map<String, List<String>> COMPOSITE_KEYS =
      Map.of(
          "lineitem", List.of("l_orderkey", "l_linenumber"),
          "partsupp", List.of("ps_partkey", "ps_suppkey"));

  private TpchTables() {}

  /** Where a table lies. */
  static Placement placement(TpchTable<?> table) {
    return switch (table.getTableName()) {
      case "orders", "customer" -> Placement.MYSQL;
      case "lineitem", "partsupp" -> Placement.OFFLINE;
      default -> Placement.HBASE;
    };
  }

  static LogicalTable logical(TpchTable<?> table) {
    List<Column> columns = table.getColumns().stream().map(TpchTables::column).toList();
    String name = table.getTableName();
    return new LogicalTable(
        name, columns, COMPOSITE_KEYS.getOrDefault(name, List.of(columns.get(0).name())));
  }

  private static Column column(TpchColumn<?> column) {
    ColumnType type =
        switch (column.getType().getBase()) {
          case IDENTIFIER -> ColumnType.of(TypeKind.BIGINT);
          case INTEGER -> ColumnType.of(TypeKind.INTEGER);
          case DATE -> ColumnType.of(TypeKind.DATE);
          case DOUBLE -> ColumnType.decimal(15, 2);
          case VARCHAR -> ColumnType.of(TypeKind.VARCHAR);
        };
    return new Column(column.getColumnName(), type.withNullable(false));
  }

  /** Generates a table into the staging. */
  static void generate(TpchTable<?> table, double scale, Staging staging) throws SQLException {
    LogicalTable logical = logical(table);
    staging.create(logical);
    try {
      Path file = Files.createTempFile("tpch", ".tbl");
      write(table, scale, file);
      staging.execute(
          "COPY %s FROM '%s' (FORMAT csv, DELIMITER '|', HEADER false, QUOTE '', ESCAPE '')"
              .formatted(logical.name(), file));
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines as dbgen writes them, without the bar at their end. */
  private static void write(TpchTable<?> table, double scale, Path file) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (TpchEntity row : table.createGenerator(scale, 1, 1)) {
        String line = row.toLine();
        lines.write(line, 0, line.endsWith("|") ? line.length() - 1 : line.length());
        lines.write('\n');
      }
    }
  }
}
