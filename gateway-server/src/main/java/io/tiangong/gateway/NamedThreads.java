package io.tiangong.gateway;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads with a name and a number. */
record NamedThreads(String name, AtomicInteger number) implements ThreadFactory {

  NamedThreads(String name) {
    this(name, new AtomicInteger());
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
