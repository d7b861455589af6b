package io.tiangong.gateway.metrics;

import io.tiangong.gateway.query.CompletedQuery;
import io.tiangong.gateway.query.QueryListener;
import io.tiangong.spi.ErrorCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts finished queries since the start of the process. Thread-safe. */
public final class QueryMetrics implements QueryListener {

  /** Bucket i counts durations below 2^i microseconds and not below half of that. */
  private static final int BUCKETS = 40;

  private final LongAdder served = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private final LongAdder plansCached = new LongAdder();
  private final Map<ErrorCode, LongAdder> failed = new EnumMap<>(ErrorCode.class);
  private final AtomicLongArray durations = new AtomicLongArray(BUCKETS);

  public QueryMetrics() {
    for (ErrorCode code : ErrorCode.values()) {
      failed.put(code, new LongAdder());
    }
  }

  /**
   * What was counted.
   *
   * @param medianMicros upper bound of the bucket that holds the median duration; 0 without queries
   * @param p99Micros the same for the 99th percentile
   */
  public record Snapshot(
      long served,
      Map<ErrorCode, Long> failed,
      long rows,
      long plansCached,
      long medianMicros,
      long p99Micros) {
    public Snapshot {
      failed = Map.copyOf(failed);
    }
  }

  @Override
  public void completed(CompletedQuery query) {
    query.error().map(failed::get).orElse(served).increment();
    rows.add(query.summary().rows());
    if (query.summary().planCached()) {
      plansCached.increment();
    }
    long micros = query.summary().totalNanos() / 1_000;
    durations.incrementAndGet(Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(micros)));
  }

  public Snapshot snapshot() {
    Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
    failed.forEach(
        (code, count) -> {
          if (count.sum() > 0) {
            failures.put(code, count.sum());
          }
        });
    return new Snapshot(
        served.sum(), failures, rows.sum(), plansCached.sum(), quantile(0.5), quantile(0.99));
  }

  private long quantile(double share) {
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      total += durations.get(i);
    }
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += durations.get(i);
      if (seen > 0 && seen >= share * total) {
        return 1L << i;
      }
    }
    return 0;
  }
}
