package io.tiangong.loadtest.engine;

/** What the requests of a schedule are. */
@FunctionalInterface
public interface Workload {

  /**
   * Draws the next request. Called by one thread.
   *
   * @param attempt is told the kind of request before this returns; when the request has been sent,
   *     it is told, from any thread, how that ended
   * @return sends it, without waiting for anything
   */
  Runnable next(Attempt attempt);
}
