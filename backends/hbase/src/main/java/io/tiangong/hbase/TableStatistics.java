package io.tiangong.hbase;

import io.tiangong.spi.Column;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TypeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.RegionMetrics;
import org.apache.hadoop.hbase.Size;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;

/**
 * Looks at a table: a sample from its front, which is the whole of a small table; for a larger one
 * the regions' sizes, divided by the sample's row size.
 */
final class TableStatistics {

  /** Tables of fewer rows are counted at every look. */
  static final int SAMPLE_ROWS = 5_000;

  private static final int WAIT_SECONDS = 10;

  private final AsyncConnection connection;
  private final HBaseTable table;

  TableStatistics(AsyncConnection connection, HBaseTable table) {
    this.connection = connection;
    this.table = table;
  }

  /** Empty when HBase has no such table. Blocks. */
  Optional<TableFacts> facts() throws ExecutionException, InterruptedException, TimeoutException {
    TableName name = table.physical();
    if (!connection.getAdmin().tableExists(name).get(WAIT_SECONDS, TimeUnit.SECONDS)) {
      return Optional.empty();
    }
    List<Result> sample =
        connection
            .getTableBuilder(name)
            .setScanTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
            .setReadRpcTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
            .build()
            .scanAll(new Scan().addFamily(table.family()).setLimit(SAMPLE_ROWS))
            .get(WAIT_SECONDS, TimeUnit.SECONDS);
    long bytes = sample.stream().mapToLong(TableStatistics::bytes).sum();
    if (sample.size() < SAMPLE_ROWS) {
      return Optional.of(facts(sample.size(), bytes));
    }
    long stored = Math.max(bytes, storedBytes());
    return Optional.of(facts(stored * SAMPLE_ROWS / Math.max(1, bytes), stored));
  }

  private static long bytes(Result row) {
    return Arrays.stream(row.rawCells()).mapToLong(Cell::getSerializedSize).sum();
  }

  private long storedBytes() throws ExecutionException, InterruptedException, TimeoutException {
    ClusterMetrics metrics =
        connection.getAdmin().getClusterMetrics().get(WAIT_SECONDS, TimeUnit.SECONDS);
    return metrics.getLiveServerMetrics().values().stream()
        .flatMap(server -> server.getRegionMetrics().values().stream())
        .filter(region -> RegionInfo.getTable(region.getRegionName()).equals(table.physical()))
        .mapToLong(TableStatistics::bytes)
        .sum();
  }

  private static long bytes(RegionMetrics region) {
    return (long)
        (region.getStoreFileSize().get(Size.Unit.BYTE)
            + region.getMemStoreSize().get(Size.Unit.BYTE));
  }

  private TableFacts facts(long rows, long bytes) {
    Set<String> text =
        table.definition().columns().stream()
            .filter(column -> column.type().kind() == TypeKind.VARCHAR)
            .map(Column::name)
            .map(TableStatistics::lower)
            .collect(Collectors.toSet());
    List<String> key = table.rowKey().columnNames().stream().map(TableStatistics::lower).toList();
    return new TableFacts(table.definition().name(), rows, bytes, text, List.of(key));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
