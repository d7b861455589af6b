package io.tiangong.client;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs the callbacks of one call on the thread that waits for its answer, so that an answer costs
 * one thread switch.
 *
 * <p>A small answer arrives in one packet, which gRPC turns into several callbacks. The waiting
 * thread is woken when the connection's thread is done with the packet, not at the first of them.
 *
 * <p>After {@link #release} nobody waits any more and callbacks run where they arise. gRPC hands in
 * at most one task at a time and never the next before the last has run, so tasks never overlap.
 */
final class WaitingThread implements Executor {

  private final @Nullable EventExecutor connection;
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** Used by the connection's thread only. */
  private boolean wakePlanned;

  private volatile @Nullable Thread waiter;
  private volatile boolean released;

  /**
   * @param connection the thread that reads from the connection; null when it is not known
   */
  WaitingThread(@Nullable EventExecutor connection) {
    this.connection = connection;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (released) {
      drain();
      return;
    }
    if (connection == null || !connection.inEventLoop()) {
      wake();
    } else if (!wakePlanned) {
      wakePlanned = true;
      connection.execute(this::wakeAsPlanned);
    }
  }

  private void wakeAsPlanned() {
    wakePlanned = false;
    wake();
  }

  private void wake() {
    Thread parked = waiter;
    if (parked != null) {
      LockSupport.unpark(parked);
    }
  }

  /** Runs what has come in; waits when that is nothing. May return for no reason. */
  void await() throws InterruptedException {
    if (drain()) {
      return;
    }
    waiter = Thread.currentThread();
    try {
      if (tasks.isEmpty()) {
        LockSupport.park(this);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    } finally {
      waiter = null;
    }
    drain();
  }

  /** Stops waiting: runs what has come in, and lets later tasks run at once. */
  void release() {
    released = true;
    drain();
  }

  private boolean drain() {
    boolean ran = false;
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
      ran = true;
    }
    return ran;
  }
}
