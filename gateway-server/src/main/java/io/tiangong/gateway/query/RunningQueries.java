package io.tiangong.gateway.query;

import io.tiangong.gateway.auth.Identity;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The queries between arrival and account, by id. Thread-safe. */
public final class RunningQueries {

  private final ConcurrentMap<String, Query> queries = new ConcurrentHashMap<>();
  private final String prefix;
  private final AtomicLong next = new AtomicLong();

  /**
   * @param prefix tells this process's ids from those of others
   */
  public RunningQueries(String prefix) {
    this.prefix = prefix;
  }

  /** An id that no query had yet. */
  public String newId() {
    return prefix + '-' + Long.toString(next.incrementAndGet(), Character.MAX_RADIX);
  }

  public int size() {
    return queries.size();
  }

  /** False when the id is in use. */
  boolean add(Query query) {
    return queries.putIfAbsent(query.id(), query) == null;
  }

  void remove(Query query) {
    queries.remove(query.id(), query);
  }

  /** Ends a query of the caller's account; false when there is no such query. */
  public boolean cancel(String id, Identity by) {
    Query query = queries.get(id);
    if (query == null || !query.identity().account().equals(by.account())) {
      return false;
    }
    query
        .cancellation()
        .cancel(new QueryException(ErrorCode.CANCELLED, "cancelled on request of " + by.account()));
    return true;
  }

  /** Those of the caller's account, at this moment. */
  List<Query> of(Identity by) {
    return queries.values().stream()
        .filter(query -> query.identity().account().equals(by.account()))
        .toList();
  }

  /** Ends all. */
  public void cancelAll(QueryException reason) {
    queries.values().forEach(query -> query.cancellation().cancel(reason));
  }

  /** Ends those whose deadline has passed; to be called every few milliseconds. */
  public void expire() {
    for (Query query : queries.values()) {
      if (query.cancellation().remainingNanos() <= 0 && !query.cancellation().isCancelled()) {
        query.cancellation().cancel(deadlineExceeded());
      }
    }
  }

  public static QueryException shuttingDown() {
    return new QueryException(
        ErrorCode.SHUTTING_DOWN, "the gateway is stopping; ask another one, or retry later");
  }

  public static QueryException deadlineExceeded() {
    return new QueryException(
        ErrorCode.DEADLINE_EXCEEDED, "the query did not end within its deadline");
  }
}
