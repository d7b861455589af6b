package io.tiangong.conformance.placement;

import io.tiangong.spi.Column;
import io.tiangong.spi.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The DDL by which the gateway knows a table at a placement. */
final class Declarations {

  /** The row key of HBase tables that declare none: the last column, hidden behind a view. */
  static final String ROW = "hbase_row";

  private static final String HIDDEN = "_rows";

  private Declarations() {}

  static String source(Placement placement) {
    return placement.schema() + "_source";
  }

  /**
   * CREATE TABLE, and a view where the table has a column that nobody declared.
   *
   * @param schema of the table
   * @param database of MariaDB, namespace of HBase
   */
  static String ddl(Placement placement, String schema, LogicalTable table, String database) {
    LogicalTable declared = placement == Placement.HBASE ? keyed(table) : table;
    boolean hidden = !declared.equals(table);
    String columns =
        declared.columns().stream().map(Declarations::column).collect(Collectors.joining(",\n  "));
    String ddl =
        "CREATE TABLE %s.`%s` (\n  %s%s\n) WITH ('source' = '%s', %s);\n"
            .formatted(
                hidden ? schema + HIDDEN : schema,
                table.name(),
                columns,
                key(declared),
                source(placement),
                options(placement, declared, database));
    return hidden ? ddl + view(schema, table) : ddl;
  }

  private static String view(String schema, LogicalTable table) {
    return "CREATE VIEW %s.`%s` AS SELECT %s FROM %s.`%s`;\n"
        .formatted(schema, table.name(), names(table), schema + HIDDEN, table.name());
  }

  private static String names(LogicalTable table) {
    return table.columns().stream()
        .map(c -> "`" + c.name() + "`")
        .collect(Collectors.joining(", "));
  }

  private static LogicalTable keyed(LogicalTable table) {
    if (!table.key().isEmpty()) {
      return table;
    }
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(LogicalTable.required(ROW, TypeKind.BIGINT));
    return new LogicalTable(table.name(), columns, List.of(ROW));
  }

  private static String options(Placement placement, LogicalTable table, String database) {
    return switch (placement) {
      case MYSQL -> "'table' = '" + database + "." + table.name() + "'";
      case OFFLINE -> "'format' = 'parquet'";
      case HBASE ->
          "'table' = '%s:%s', 'row-key' = '%s', 'family' = 'd', 'encoding' = 'binary'"
              .formatted(database, table.name(), rowKey(table));
    };
  }

  private static String column(Column column) {
    return "`%s` %s%s"
        .formatted(column.name(), column.type(), column.type().nullable() ? "" : " NOT NULL");
  }

  private static String key(LogicalTable table) {
    String columns = table.key().stream().map(k -> "`" + k + "`").collect(Collectors.joining(", "));
    return columns.isEmpty() ? "" : ",\n  PRIMARY KEY (" + columns + ") NOT ENFORCED";
  }

  private static String rowKey(LogicalTable table) {
    return table.key().stream().map(k -> part(table.column(k))).collect(Collectors.joining(", "));
  }

  private static String part(Column column) {
    String codec =
        switch (column.type().kind()) {
          case TINYINT, SMALLINT, INTEGER -> "int";
          case BIGINT -> "long";
          case DATE -> "date";
          case TIMESTAMP -> "timestamp";
          case VARCHAR -> "utf8";
          default -> throw new IllegalArgumentException("no row key of " + column);
        };
    return codec + "(" + column.name() + ")";
  }
}
