package io.tiangong.gateway.execute;

import java.util.concurrent.Executor;

/**
 * Runs tasks of the thread that opens a fragment at once, because that thread would only wait for
 * them, and those of other threads on the pool.
 */
record OwnThread(Thread owner, Executor pool) implements Executor {
  @Override
  public void execute(Runnable task) {
    if (Thread.currentThread() == owner) {
      task.run();
    } else {
      pool.execute(task);
    }
  }
}
