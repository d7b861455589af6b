package io.tiangong.hbase;

import io.tiangong.hbase.rowkey.KeyPrefix;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.hbase.NamespaceDescriptor;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AdvancedScanResultConsumer;
import org.apache.hadoop.hbase.client.AsyncAdmin;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.filter.FilterList;
import org.apache.hadoop.hbase.filter.FirstKeyOnlyFilter;
import org.apache.hadoop.hbase.filter.KeyOnlyFilter;
import org.apache.hadoop.hbase.io.encoding.DataBlockEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Creates, fills, counts and deletes one table, with the layout that {@link HBaseSource} reads.
 * Blocks; for one thread. Rows travel in batches, a few at a time; {@link #flush} waits for all.
 */
public final class HBaseTableWriter implements AutoCloseable {

  private static final int BATCH = 500;
  private static final int BATCHES_UNDER_WAY = 4;
  private static final int TIMEOUT_SECONDS = 60;
  private static final int BLOCK_BYTES = 16 << 10;
  private static final int COUNT_CACHING = 5_000;

  private final HBaseTable table;
  private final LazyConnection source;
  private final HBaseFaults faults;
  private final List<Put> batch = new ArrayList<>();
  private final ArrayDeque<CompletableFuture<Void>> underWay = new ArrayDeque<>();

  HBaseTableWriter(HBaseTable table, LazyConnection source, HBaseFaults faults) {
    this.table = table;
    this.source = source;
    this.faults = faults;
  }

  public boolean exists() {
    return await(admin().tableExists(table.physical()));
  }

  /** Creates the table, and its namespace if need be, with one region per salt bucket. */
  public void create() {
    List<byte[]> splits = new ArrayList<>();
    if (table.rowKey().prefix() instanceof KeyPrefix.Salt salt) {
      salt.candidates().stream().skip(1).forEach(splits::add);
    }
    create(splits);
  }

  /**
   * Creates the table, and its namespace if need be.
   *
   * @param splits first row key of each region but the first; none: one region
   */
  public void create(List<byte[]> splits) {
    createNamespace();
    TableDescriptor descriptor =
        TableDescriptorBuilder.newBuilder(table.physical()).setColumnFamily(family()).build();
    await(
        splits.isEmpty()
            ? admin().createTable(descriptor)
            : admin().createTable(descriptor, splits.toArray(byte[][]::new)));
  }

  /**
   * Small blocks with an index of their rows: a point read then needs no walk through the block.
   */
  private ColumnFamilyDescriptor family() {
    return ColumnFamilyDescriptorBuilder.newBuilder(table.family())
        .setDataBlockEncoding(DataBlockEncoding.ROW_INDEX_V1)
        .setBlocksize(BLOCK_BYTES)
        .build();
  }

  private void createNamespace() {
    String namespace = table.physical().getNamespaceAsString();
    if (!await(admin().listNamespaces()).contains(namespace)) {
      await(admin().createNamespace(NamespaceDescriptor.create(namespace).build()));
    }
  }

  /** Deletes the table with all its rows, if it exists. */
  public void delete() {
    TableName name = table.physical();
    if (exists()) {
      if (await(admin().isTableEnabled(name))) {
        await(admin().disableTable(name));
      }
      await(admin().deleteTable(name));
    }
  }

  /**
   * Adds a row, or cells to the row that has this key: a NULL leaves an older cell as it is.
   *
   * @param row one value per declared column, in declared order; see {@link io.tiangong.spi.Value}
   *     for the Java classes
   * @throws QueryException with {@link ErrorCode#INVALID_PARAMETER} for a value that can't be
   *     stored; with the fault of an earlier row that could not be written
   */
  public void write(List<@Nullable Object> row) {
    batch.add(table.put(row));
    if (batch.size() >= BATCH) {
      send();
    }
  }

  private void send() {
    while (underWay.size() >= BATCHES_UNDER_WAY) {
      await(underWay.remove());
    }
    underWay.add(rows().putAll(List.copyOf(batch)));
    batch.clear();
  }

  /** Returns when every row is stored. */
  public void flush() {
    if (!batch.isEmpty()) {
      send();
    }
    while (!underWay.isEmpty()) {
      await(underWay.remove());
    }
  }

  /** Counts the stored rows by reading all keys. */
  public long count() {
    Scan keys =
        new Scan()
            .addFamily(table.family())
            .setFilter(new FilterList(new FirstKeyOnlyFilter(), new KeyOnlyFilter()))
            .setCaching(COUNT_CACHING);
    Counter counter = new Counter();
    rows().scan(keys, counter);
    return await(counter.total);
  }

  /** Counts what a scan delivers. */
  private static final class Counter implements AdvancedScanResultConsumer {
    private final AtomicLong seen = new AtomicLong();
    private final CompletableFuture<Long> total = new CompletableFuture<>();

    @Override
    public void onNext(Result[] rows, ScanController controller) {
      seen.addAndGet(rows.length);
    }

    @Override
    public void onError(Throwable fault) {
      total.completeExceptionally(fault);
    }

    @Override
    public void onComplete() {
      total.complete(seen.get());
    }
  }

  /** Stores what was written. */
  @Override
  public void close() {
    flush();
  }

  private AsyncConnection connection() {
    return await(source.get());
  }

  private AsyncAdmin admin() {
    return connection()
        .getAdminBuilder()
        .setOperationTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .setRpcTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  private AsyncTable<AdvancedScanResultConsumer> rows() {
    return connection()
        .getTableBuilder(table.physical())
        .setOperationTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .setRpcTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .setWriteRpcTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .setScanTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  private <T> T await(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw faults.fault(table.physical(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryException(ErrorCode.CANCELLED, "interrupted while writing", e);
    }
  }
}
