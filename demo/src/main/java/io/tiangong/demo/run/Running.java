package io.tiangong.demo.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What has been started, to be stopped in reverse order. Thread-safe. */
final class Running implements AutoCloseable {

  /** Something that stops without a checked exception. */
  interface Resource extends AutoCloseable {
    @Override
    void close();
  }

  private record Started(String name, Resource resource) {}

  private final Consumer<String> stopped;
  private final Deque<Started> started = new ArrayDeque<>();
  private boolean stopping;

  /**
   * @param stopped told the name of each resource that has been stopped
   */
  Running(Consumer<String> stopped) {
    this.stopped = stopped;
  }

  /**
   * Takes charge of a resource.
   *
   * @throws IllegalStateException when everything is being stopped; the resource is stopped, too
   */
  void add(String name, Resource resource) {
    synchronized (this) {
      if (!stopping) {
        started.push(new Started(name, resource));
        return;
      }
    }
    resource.close();
    throw new IllegalStateException("stopped while starting");
  }

  synchronized boolean isStopping() {
    return stopping;
  }

  /** Idempotent. */
  @Override
  public void close() {
    for (Started last = takeLast(); last != null; last = takeLast()) {
      last.resource().close();
      stopped.accept(last.name());
    }
  }

  private synchronized @Nullable Started takeLast() {
    stopping = true;
    return started.poll();
  }
}
