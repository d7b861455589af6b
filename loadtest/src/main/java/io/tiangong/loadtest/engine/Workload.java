package io.tiangong.loadtest.engine;

/** What the requests of a schedule are. */
@FunctionalInterface
public interface Workload {

  /**
   * Sends the next request without waiting for anything. Called by one thread.
   *
   * @param attempt is told the kind of request before this returns, and later, from any thread, how
   *     the request ended
   */
  void send(Attempt attempt);
}
