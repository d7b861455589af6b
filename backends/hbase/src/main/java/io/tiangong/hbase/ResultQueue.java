package io.tiangong.hbase;

import io.tiangong.spi.QueryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.client.Result;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way from HBase's I/O threads to the reader, bounded: a producer that fills it
 * pauses until half of it was taken. Thread-safe for many producers and one reader.
 */
final class ResultQueue implements AutoCloseable {

  /** What a producer does after it added rows. */
  enum Demand {
    /** Go on. */
    MORE,
    /** Call {@link #pause} and wait to be resumed. */
    PAUSE,
    /** Stop; nobody reads any more. */
    STOP
  }

  static final long CAPACITY_BYTES = 8L << 20;

  private final int capacity;
  private final long capacityBytes;
  private final ArrayDeque<Result> rows = new ArrayDeque<>();
  private final List<Runnable> paused = new ArrayList<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private long bytes;
  private boolean finished;
  private boolean closed;
  private @Nullable QueryException failure;

  /**
   * @param capacity rows, unless they are so large that their bytes fill it first; a little more
   *     may be held, as what already travels is kept
   */
  ResultQueue(int capacity, long capacityBytes) {
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
  }

  /** Completes when the first rows, the end or a failure are there. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  Demand add(Result... results) {
    Demand demand;
    synchronized (this) {
      if (isStopped()) {
        return Demand.STOP;
      }
      for (Result result : results) {
        rows.add(result);
        bytes += Result.getTotalSizeOfCells(result);
      }
      demand = rows.size() < capacity && bytes < capacityBytes ? Demand.MORE : Demand.PAUSE;
      notifyAll();
    }
    ready.complete(null);
    return demand;
  }

  /** Whether nobody reads any more. */
  synchronized boolean isStopped() {
    return closed || failure != null;
  }

  /** Runs {@code resume} once there is room again or the queue was stopped, maybe at once. */
  void pause(Runnable resume) {
    synchronized (this) {
      if (!isStopped() && isOverHalf()) {
        paused.add(resume);
        return;
      }
    }
    resume.run();
  }

  /** The last producer has delivered everything. */
  void finish() {
    synchronized (this) {
      finished = true;
      notifyAll();
    }
    ready.complete(null);
  }

  /** Ends everything; the first failure stays. */
  void fail(QueryException why) {
    List<Runnable> resumed;
    synchronized (this) {
      if (failure == null) {
        failure = why;
      }
      rows.clear();
      bytes = 0;
      resumed = takePaused();
      notifyAll();
    }
    ready.completeExceptionally(why);
    resumed.forEach(Runnable::run);
  }

  /**
   * Waits for rows and takes up to {@code max} of those that are there.
   *
   * @return empty at the end
   */
  List<Result> take(int max) throws InterruptedException {
    List<Result> taken = new ArrayList<>();
    List<Runnable> resumed;
    synchronized (this) {
      while (rows.isEmpty() && !finished && !isStopped()) {
        wait();
      }
      if (failure != null) {
        throw failure;
      }
      while (taken.size() < max && !rows.isEmpty()) {
        Result row = rows.remove();
        bytes -= Result.getTotalSizeOfCells(row);
        taken.add(row);
      }
      resumed = isOverHalf() ? List.of() : takePaused();
    }
    resumed.forEach(Runnable::run);
    return taken;
  }

  /** Stops the producers and forgets the rows. */
  @Override
  public void close() {
    List<Runnable> resumed;
    synchronized (this) {
      closed = true;
      rows.clear();
      bytes = 0;
      resumed = takePaused();
      notifyAll();
    }
    resumed.forEach(Runnable::run);
  }

  private boolean isOverHalf() {
    return rows.size() > capacity / 2 || bytes > capacityBytes / 2;
  }

  private List<Runnable> takePaused() {
    List<Runnable> taken = List.copyOf(paused);
    paused.clear();
    return taken;
  }
}
