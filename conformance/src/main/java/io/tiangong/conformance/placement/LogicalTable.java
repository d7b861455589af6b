package io.tiangong.conformance.placement;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import java.util.List;

/**
 * A table, whatever its placement.
 *
 * @param key primary key; empty: none
 */
public record LogicalTable(String name, List<Column> columns, List<String> key) {

  public LogicalTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** A column that is NOT NULL. */
  public static Column required(String name, TypeKind kind) {
    return new Column(name, ColumnType.of(kind).withNullable(false));
  }

  public static Column nullable(String name, TypeKind kind) {
    return new Column(name, ColumnType.of(kind));
  }

  public Column column(String wanted) {
    return columns.stream().filter(c -> c.name().equals(wanted)).findFirst().orElseThrow();
  }
}
