package io.tiangong.client;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A table or view, as the gateway describes it.
 *
 * @param source that has its rows; empty for a view
 * @param comment what it is about; may be empty
 * @param owner who answers for it; may be empty
 * @param primaryKey in key order; empty: none is declared
 * @param partitionColumns that its files are partitioned by
 * @param freshness how fresh its rows are promised or known to be; may be empty
 * @param analyzed when its statistics were last read
 * @param columns empty when they were not asked for
 */
public record TableInfo(
    String schema,
    String name,
    TableKind kind,
    String source,
    String comment,
    String owner,
    List<String> tags,
    List<String> primaryKey,
    List<String> partitionColumns,
    OptionalDouble estimatedRows,
    String freshness,
    Optional<Instant> analyzed,
    List<ColumnInfo> columns) {

  /**
   * A column of a table.
   *
   * @param comment what it is about; may be empty
   */
  public record ColumnInfo(Column column, String comment, OptionalDouble distinctValues) {}

  public TableInfo {
    tags = List.copyOf(tags);
    primaryKey = List.copyOf(primaryKey);
    partitionColumns = List.copyOf(partitionColumns);
    columns = List.copyOf(columns);
  }

  static TableInfo of(io.tiangong.v1.TableInfo sent) {
    return new TableInfo(
        sent.getSchema(),
        sent.getName(),
        TableKind.of(sent.getKind()),
        sent.getSource(),
        sent.getComment(),
        sent.getOwner(),
        sent.getTagsList(),
        sent.getPrimaryKeyList(),
        sent.getPartitionColumnsList(),
        known(sent.getEstimatedRows()),
        sent.getFreshness(),
        sent.getAnalyzedMicros() == 0
            ? Optional.empty()
            : Optional.of(Instant.EPOCH.plus(sent.getAnalyzedMicros(), ChronoUnit.MICROS)),
        sent.getColumnsList().stream().map(TableInfo::column).toList());
  }

  private static ColumnInfo column(io.tiangong.v1.ColumnInfo sent) {
    return new ColumnInfo(
        Column.of(sent.getColumn()), sent.getComment(), known(sent.getDistinctValues()));
  }

  private static OptionalDouble known(double estimate) {
    return estimate < 0 ? OptionalDouble.empty() : OptionalDouble.of(estimate);
  }
}
