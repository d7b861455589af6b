package io.tiangong.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as CREATE TABLE declared it.
 *
 * @param name catalog name
 * @param columns in declared order; may be empty where the source knows them (then {@link
 *     Source#discover} fills them in)
 * @param primaryKey column names in key order; empty when none was declared
 * @param partitionedBy column names of PARTITIONED BY; empty when none
 * @param options the WITH map, keys in lower case, without {@code source}
 */
public record TableDefinition(
    TableName name,
    List<Column> columns,
    List<String> primaryKey,
    List<String> partitionedBy,
    Map<String, String> options) {

  public TableDefinition {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    partitionedBy = List.copyOf(partitionedBy);
    options = Map.copyOf(options);
  }

  /** The column of that name, without regard to case. */
  public Optional<Column> column(String column) {
    return columns.stream().filter(c -> c.name().equalsIgnoreCase(column)).findFirst();
  }
}
