package io.tiangong.hbase;

import io.tiangong.hbase.keyplan.KeyCondition;
import io.tiangong.hbase.keyplan.KeyPlan;
import io.tiangong.hbase.keyplan.KeyPlanner;
import io.tiangong.hbase.rowkey.ByteRange;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.hadoop.hbase.client.AdvancedScanResultConsumer;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.jspecify.annotations.Nullable;

/** One execution of one scan: its plan, and the reads that fill its queue. */
final class ScanRun {

  private static final int BATCHES_AHEAD = 2;

  private final HBaseTable table;
  private final Scan scan;
  private final ScanContext context;
  private final HBaseFaults faults;
  private final KeyPlan plan;
  private final CellSelection cells;
  private final RowReader reader;
  private final long limit;
  private final ResultQueue queue;

  ScanRun(HBaseTable table, Scan scan, Bindings bindings, ScanContext context, HBaseFaults faults) {
    this.table = table;
    this.scan = scan;
    this.context = context;
    this.faults = faults;
    KeyCondition condition = KeyCondition.of(table.rowKey(), scan.filters(), scan.keys(), bindings);
    this.plan = KeyPlanner.plan(condition, KeyPlanner.Limits.DEFAULT);
    this.cells = new CellSelection(table, scan.output());
    this.reader =
        new RowReader(table, scan.output(), isExact() ? Optional.empty() : Optional.of(condition));
    this.limit = limit(scan, bindings);
    this.queue = new ResultQueue(BATCHES_AHEAD * context.batchRows());
  }

  private boolean isExact() {
    return !(plan instanceof KeyPlan.Ranges ranges) || ranges.exact();
  }

  private static long limit(Scan scan, Bindings bindings) {
    if (scan.limit().isEmpty()) {
      return Long.MAX_VALUE;
    }
    Object value = scan.limit().get().resolve(bindings);
    if (!(value instanceof Long rows) || rows < 0) {
      throw new QueryException(ErrorCode.INVALID_PARAMETER, "LIMIT must not be " + value);
    }
    return rows;
  }

  CompletionStage<BatchStream> open(LazyConnection connection) {
    Cancellation cancellation = context.cancellation();
    Cancellation.Registration onCancel = cancellation.onCancel(this::cancelled);
    connection
        .soon()
        .thenAccept(cluster -> read(connection.table(cluster, table.physical())))
        .whenComplete((done, fault) -> failed(fault));
    return queue
        .ready()
        .whenComplete(
            (ready, fault) -> {
              if (fault != null) {
                onCancel.close();
              }
            })
        .thenApply(
            ready -> {
              connection.answered();
              return new HBaseBatchStream(scan.output(), reader, queue, limit, onCancel, context);
            });
  }

  private void cancelled() {
    QueryException reason = context.cancellation().reason();
    queue.fail(reason == null ? new QueryException(ErrorCode.CANCELLED, "cancelled") : reason);
  }

  private void failed(@Nullable Throwable fault) {
    if (fault != null) {
      queue.fail(faults.fault(table.physical(), fault));
    }
  }

  private void read(AsyncTable<AdvancedScanResultConsumer> rows) {
    if (limit == 0) {
      queue.finish();
      return;
    }
    if (plan instanceof KeyPlan.Ranges ranges) {
      readRanges(rows, ranges.ranges(), ranges.exact() ? limit : Long.MAX_VALUE);
      return;
    }
    List<byte[]> keys = ((KeyPlan.Points) plan).keys();
    if (keys.size() >= RangeScans.SEEK_POINTS && scan.order().isEmpty()) {
      readRanges(rows, keys.stream().map(ByteRange::only).toList(), limit);
    } else {
      new PointReads(rows, cells, keys, queue, this::fault).start();
    }
  }

  private void readRanges(
      AsyncTable<AdvancedScanResultConsumer> rows, List<ByteRange> ranges, long enough) {
    List<org.apache.hadoop.hbase.client.Scan> scans =
        new RangeScans(table, cells).of(ranges, context.batchRows(), enough);
    new RangeReads(rows, scans, queue, this::fault)
        .start(scan.order().isEmpty() ? RangeScans.PARALLEL : 1);
  }

  private QueryException fault(Throwable thrown) {
    return faults.fault(table.physical(), thrown);
  }
}
