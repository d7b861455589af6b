package io.tiangong.hbase;

import io.tiangong.spi.QueryException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.jspecify.annotations.Nullable;

/** Reads row keys by gets, in their order, a chunk after the other, into a queue. */
final class PointReads {

  private static final int CHUNK = 1_000;

  private final AsyncTable<?> table;
  private final CellSelection cells;
  private final List<byte[]> keys;
  private final ResultQueue queue;
  private final Function<Throwable, QueryException> faults;
  private int next;

  PointReads(
      AsyncTable<?> table,
      CellSelection cells,
      List<byte[]> keys,
      ResultQueue queue,
      Function<Throwable, QueryException> faults) {
    this.table = table;
    this.cells = cells;
    this.keys = keys;
    this.queue = queue;
    this.faults = faults;
  }

  void start() {
    if (next == keys.size()) {
      queue.finish();
    } else if (keys.size() == 1) {
      next = 1;
      table.get(cells.get(keys.get(0))).whenComplete((row, fault) -> deliver(fault, row));
    } else if (!queue.isStopped()) {
      readChunk();
    }
  }

  private void readChunk() {
    List<Get> gets =
        keys.subList(next, Math.min(keys.size(), next + CHUNK)).stream().map(cells::get).toList();
    next += gets.size();
    List<CompletableFuture<Result>> rows = table.get(gets);
    CompletableFuture.allOf(rows.toArray(CompletableFuture<?>[]::new))
        .whenComplete(
            (done, fault) ->
                deliver(
                    fault,
                    fault == null
                        ? rows.stream().map(CompletableFuture::join).toArray(Result[]::new)
                        : new Result[0]));
  }

  private void deliver(@Nullable Throwable fault, Result... rows) {
    if (fault != null) {
      queue.fail(faults.apply(fault));
      return;
    }
    Result[] found = Arrays.stream(rows).filter(row -> !row.isEmpty()).toArray(Result[]::new);
    switch (found.length == 0 ? ResultQueue.Demand.MORE : queue.add(found)) {
      case MORE -> start();
      case PAUSE -> queue.pause(this::start);
      case STOP -> {}
    }
  }
}
