package io.tiangong.dialect.catalog;

import io.tiangong.spi.TableName;
import java.util.List;

/**
 * A table or a view with all that is known of it.
 *
 * @param source the source that has its rows; empty for a view
 * @param notes what its declaration tells people
 * @param columns in order; none when {@code problem} says why
 * @param primaryKey names of the key's columns, in key order; empty: none is declared
 * @param partitionedBy names of the columns that its files are partitioned by
 * @param estimatedRows negative: unknown
 * @param problem why the columns of a view can't be told; empty: they can
 */
public record TableDescription(
    TableName name,
    String source,
    TableNotes notes,
    List<ColumnDescription> columns,
    List<String> primaryKey,
    List<String> partitionedBy,
    long estimatedRows,
    String problem) {

  public TableDescription {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    partitionedBy = List.copyOf(partitionedBy);
  }

  public boolean isView() {
    return source.isEmpty();
  }
}
