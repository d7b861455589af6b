package io.tiangong.hbase;

import io.tiangong.hbase.keyplan.KeyCondition;
import io.tiangong.hbase.keyplan.KeyPlan;
import io.tiangong.hbase.keyplan.KeyPlanner;
import io.tiangong.hbase.rowkey.ByteRange;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.client.AdvancedScanResultConsumer;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.jspecify.annotations.Nullable;

/** One execution of one scan: its plan, and the reads that fill its queues. */
final class ScanRun {

  private static final int BATCHES_AHEAD = 2;

  private final HBaseTable table;
  private final Scan scan;
  private final ScanContext context;
  private final HBaseFaults faults;
  private final Optional<KeyOrder> order;
  private final KeyPlan plan;
  private final CellSelection cells;
  private final RowReader reader;
  private final long limit;
  private final List<List<org.apache.hadoop.hbase.client.Scan>> lanes;
  private final List<ResultQueue> queues;
  private final RowMerge rows;

  ScanRun(HBaseTable table, Scan scan, Bindings bindings, ScanContext context, HBaseFaults faults) {
    this.table = table;
    this.scan = scan;
    this.context = context;
    this.faults = faults;
    this.order = KeyOrder.of(table.rowKey(), scan.filters(), scan.order());
    if (order.isEmpty() && !scan.order().isEmpty()) {
      throw new QueryException(ErrorCode.INTERNAL, "not an order of the row key: " + scan.order());
    }
    List<Predicate> ofCells =
        scan.filters().stream().filter(filter -> CellFilters.supports(table, filter)).toList();
    List<Predicate> ofKeys =
        scan.filters().stream().filter(filter -> !ofCells.contains(filter)).toList();
    CellFilters cellFilters = CellFilters.of(table, ofCells, bindings);
    KeyCondition condition = KeyCondition.of(table.rowKey(), ofKeys, scan.keys(), bindings);
    this.plan =
        cellFilters.never()
            ? new KeyPlan.Points(List.of())
            : KeyPlanner.plan(condition, KeyPlanner.Limits.DEFAULT);
    this.cells = new CellSelection(table, scan.output(), cellFilters, Moment.until(scan, bindings));
    this.reader =
        new RowReader(table, scan.output(), isExact() ? Optional.empty() : Optional.of(condition));
    this.limit = limit(scan, bindings);
    this.lanes = limit == 0 ? List.of() : lanes();
    this.queues = queues(Math.max(1, lanes.size()));
    this.rows = new RowMerge(queues, order.orElse(KeyOrder.PLAIN).rows());
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

  /** Lists of scans, each for a queue of its own; none: points are read by gets. */
  private List<List<org.apache.hadoop.hbase.client.Scan>> lanes() {
    List<ByteRange> ranges;
    if (plan instanceof KeyPlan.Ranges some) {
      ranges = some.ranges();
    } else if (points().size() >= RangeScans.SEEK_POINTS) {
      ranges = points().stream().map(ByteRange::only).toList();
    } else {
      return List.of();
    }
    long enough = isExact() ? limit : Long.MAX_VALUE;
    RangeScans scans = new RangeScans(table, cells, context.batchRows(), enough);
    return order.isPresent() ? scans.inOrder(ranges, order.get()) : List.of(scans.of(ranges));
  }

  /** HBase has no row with an empty key, and refuses to look for one. */
  private List<byte[]> points() {
    return plan instanceof KeyPlan.Points points
        ? points.keys().stream().filter(key -> key.length > 0).toList()
        : List.of();
  }

  private List<ResultQueue> queues(int count) {
    int capacity = Math.max(1, BATCHES_AHEAD * context.batchRows() / count);
    return Stream.generate(() -> new ResultQueue(capacity, ResultQueue.CAPACITY_BYTES / count))
        .limit(count)
        .toList();
  }

  CompletionStage<BatchStream> open(LazyConnection connection) {
    Cancellation cancellation = context.cancellation();
    Cancellation.Registration onCancel = cancellation.onCancel(this::cancelled);
    connection
        .soon()
        .thenAccept(cluster -> read(connection.table(cluster, table.physical())))
        .whenComplete((done, fault) -> failed(fault));
    return rows.ready()
        .whenComplete(
            (ready, fault) -> {
              if (fault != null) {
                onCancel.close();
                rows.close();
              }
            })
        .thenApply(
            ready -> {
              connection.answered();
              return new HBaseBatchStream(scan.output(), reader, rows, limit, onCancel, context);
            });
  }

  private void cancelled() {
    QueryException reason = context.cancellation().reason();
    rows.fail(reason == null ? new QueryException(ErrorCode.CANCELLED, "cancelled") : reason);
  }

  private void failed(@Nullable Throwable fault) {
    if (fault != null) {
      rows.fail(faults.fault(table.physical(), fault));
    }
  }

  private void read(AsyncTable<AdvancedScanResultConsumer> target) {
    if (lanes.isEmpty()) {
      new PointReads(
              target, cells, limit == 0 ? List.of() : ordered(points()), queues.get(0), this::fault)
          .start();
    }
    for (int i = 0; i < lanes.size(); i++) {
      new RangeReads(target, lanes.get(i), queues.get(i), this::fault)
          .start(order.isEmpty() ? RangeScans.PARALLEL : 1);
    }
  }

  private List<byte[]> ordered(List<byte[]> keys) {
    return order.isEmpty() ? keys : keys.stream().sorted(order.get()::compare).toList();
  }

  private QueryException fault(Throwable thrown) {
    return faults.fault(table.physical(), thrown);
  }
}
