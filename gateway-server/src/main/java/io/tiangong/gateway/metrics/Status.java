package io.tiangong.gateway.metrics;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.fingerprint.PlanCache;
import io.tiangong.gateway.query.RunningQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What SHOW STATUS tells: counters since the gateway started, by name. Thread-safe. */
public final class Status implements Supplier<Map<String, String>> {

  private final QueryMetrics metrics;
  private final Dialect dialect;
  private final RunningQueries running;
  private final LongSupplier memoryBytes;
  private final InstantSource clock;
  private final Instant started;

  /**
   * @param memoryBytes that queries and answers hold now
   */
  public Status(
      QueryMetrics metrics,
      Dialect dialect,
      RunningQueries running,
      LongSupplier memoryBytes,
      InstantSource clock) {
    this.metrics = metrics;
    this.dialect = dialect;
    this.running = running;
    this.memoryBytes = memoryBytes;
    this.clock = clock;
    this.started = clock.instant();
  }

  @Override
  public Map<String, String> get() {
    Map<String, String> status = new LinkedHashMap<>();
    put(status, "uptime_seconds", Duration.between(started, clock.instant()).toSeconds());
    QueryMetrics.Snapshot queries = metrics.snapshot();
    put(status, "queries_running", running.size());
    put(status, "queries_served", queries.served());
    new TreeMap<>(queries.failed())
        .forEach((code, count) -> put(status, "queries_failed_" + lower(code.name()), count));
    put(status, "query_p50_micros_at_most", queries.medianMicros());
    put(status, "query_p99_micros_at_most", queries.p99Micros());
    put(status, "rows_served", queries.rows());
    put(status, "memory_bytes", memoryBytes.getAsLong());
    put(status, "catalog_version", dialect.catalog().version());
    planCache(status, dialect.planCacheStats());
    return status;
  }

  private static void planCache(Map<String, String> status, PlanCache.Stats plans) {
    put(status, "plan_cache_hits", plans.hits());
    put(status, "plan_cache_misses", plans.misses());
    long asked = plans.hits() + plans.misses();
    status.put(
        "plan_cache_hit_percent",
        asked == 0 ? "" : String.format(Locale.ROOT, "%.1f", 100.0 * plans.hits() / asked));
    put(status, "plan_cache_plans", plans.entries());
  }

  private static void put(Map<String, String> status, String name, long value) {
    status.put(name, Long.toString(value));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
