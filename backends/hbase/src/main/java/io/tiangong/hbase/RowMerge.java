package io.tiangong.hbase;

import io.tiangong.spi.QueryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.client.Result;

/**
 * The rows of several queues, each in order, as one sequence in that order; a single queue passes
 * as it is. For one reader.
 */
final class RowMerge implements AutoCloseable {

  private static final int AT_A_TIME = 256;

  private record Lane(ResultQueue queue, ArrayDeque<Result> rows) {}

  private final List<ResultQueue> queues;
  private final PriorityQueue<Lane> lanes;
  private boolean started;

  RowMerge(List<ResultQueue> queues, Comparator<Result> order) {
    this.queues = List.copyOf(queues);
    this.lanes =
        new PriorityQueue<>(
            Math.max(1, queues.size()),
            Comparator.comparing((Lane lane) -> lane.rows.element(), order));
  }

  /** Completes when the first rows can be taken without waiting long, or with the failure. */
  CompletableFuture<Void> ready() {
    return CompletableFuture.allOf(
        queues.stream().map(ResultQueue::ready).toArray(CompletableFuture<?>[]::new));
  }

  void fail(QueryException why) {
    queues.forEach(queue -> queue.fail(why));
  }

  /**
   * Waits for rows and takes up to {@code max}.
   *
   * @return empty at the end
   */
  List<Result> take(int max) throws InterruptedException {
    if (queues.size() == 1) {
      return queues.get(0).take(max);
    }
    if (!started) {
      started = true;
      for (ResultQueue queue : queues) {
        refill(new Lane(queue, new ArrayDeque<>()));
      }
    }
    List<Result> taken = new ArrayList<>();
    while (taken.size() < max && !lanes.isEmpty()) {
      Lane first = lanes.remove();
      taken.add(first.rows.remove());
      refill(first);
    }
    return taken;
  }

  /** Puts the lane back unless it is at its end. */
  private void refill(Lane lane) throws InterruptedException {
    if (lane.rows.isEmpty()) {
      lane.rows.addAll(lane.queue.take(AT_A_TIME));
    }
    if (!lane.rows.isEmpty()) {
      lanes.add(lane);
    }
  }

  @Override
  public void close() {
    queues.forEach(ResultQueue::close);
  }
}
