package io.tiangong.hbase;

import io.tiangong.spi.QueryException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.hbase.client.AdvancedScanResultConsumer;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.jspecify.annotations.Nullable;

/**
 * Runs scans into a queue, several at a time or one after the other. A scan that is not wanted any
 * more ends, and closes its scanner at the server, when its next answer comes.
 */
final class RangeReads {

  private final AsyncTable<AdvancedScanResultConsumer> table;
  private final ArrayDeque<Scan> waiting;
  private final ResultQueue queue;
  private final Function<Throwable, QueryException> faults;
  private int running;

  RangeReads(
      AsyncTable<AdvancedScanResultConsumer> table,
      List<Scan> scans,
      ResultQueue queue,
      Function<Throwable, QueryException> faults) {
    this.table = table;
    this.waiting = new ArrayDeque<>(scans);
    this.queue = queue;
    this.faults = faults;
  }

  /**
   * @param parallel scans that run at a time; 1 keeps their order
   */
  void start(int parallel) {
    for (int i = 0; i < parallel; i++) {
      Scan scan = take();
      if (scan != null) {
        table.scan(scan, new Consumer());
      }
    }
  }

  private synchronized @Nullable Scan take() {
    Scan scan = waiting.poll();
    if (scan != null) {
      running++;
    }
    return scan;
  }

  private void ended() {
    boolean last;
    synchronized (this) {
      running--;
      last = running == 0 && waiting.isEmpty();
    }
    if (last) {
      queue.finish();
    } else if (!queue.isStopped()) {
      start(1);
    }
  }

  private final class Consumer implements AdvancedScanResultConsumer {

    @Override
    public void onNext(Result[] rows, ScanController controller) {
      switch (queue.add(rows)) {
        case MORE -> {}
        case PAUSE -> queue.pause(controller.suspend()::resume);
        case STOP -> controller.terminate();
      }
    }

    @Override
    public void onHeartbeat(ScanController controller) {
      if (queue.isStopped()) {
        controller.terminate();
      }
    }

    @Override
    public void onError(Throwable fault) {
      queue.fail(faults.apply(fault));
    }

    @Override
    public void onComplete() {
      ended();
    }
  }
}
