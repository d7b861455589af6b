package io.tiangong.dialect.fingerprint;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiangong.spi.ColumnType;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Plans by statement shape, bounded by bytes. Thread-safe.
 *
 * <p>Callers that ask for the same missing plan at once wait for one of them to make it. Errors are
 * not kept: when that one fails, the others try for themselves, because an error speaks of places
 * in the text of its own caller.
 */
public final class PlanCache<P> {

  private final AsyncCache<Key, P> plans;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /**
   * Everything that a plan depends on.
   *
   * @param fingerprint {@link Fingerprint#key}
   * @param catalogVersion of the catalog that it was planned against
   * @param parameterTypes types of all parameters, the lifted ones included
   * @param policy fingerprint of the row filters and masks in the plan; empty: none
   * @param schema where names without a schema are looked up first; empty: the default schema
   */
  public record Key(
      String fingerprint,
      long catalogVersion,
      List<ColumnType> parameterTypes,
      String policy,
      String schema) {
    public Key {
      parameterTypes = List.copyOf(parameterTypes);
    }
  }

  /** A plan and whether it was there already. */
  public record Found<P>(P plan, boolean cached) {}

  /** Counters since the start, and what is kept now. */
  public record Stats(long hits, long misses, long entries) {}

  /**
   * @param bytes bound of what is kept
   * @param weigher roughly the bytes of a plan
   */
  public PlanCache(long bytes, ToIntFunction<P> weigher) {
    this.plans =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(bytes)
            .weigher((Key key, P plan) -> 2 * key.fingerprint().length() + weigher.applyAsInt(plan))
            .buildAsync();
  }

  /**
   * The plan of {@code key}; made by {@code planner} on this thread when it is missing.
   *
   * @throws RuntimeException what {@code planner} throws
   */
  public Found<P> get(Key key, Supplier<P> planner) {
    CompletableFuture<P> mine = new CompletableFuture<>();
    CompletableFuture<P> known = plans.getIfPresent(key);
    if (known == null) {
      known = plans.asMap().putIfAbsent(key, mine);
    }
    return known == null ? new Found<>(make(mine, planner), false) : await(known, planner);
  }

  private P make(CompletableFuture<P> mine, Supplier<P> planner) {
    misses.increment();
    try {
      P plan = planner.get();
      mine.complete(plan);
      return plan;
    } finally {
      mine.cancel(false);
    }
  }

  private Found<P> await(CompletableFuture<P> known, Supplier<P> planner) {
    try {
      P plan = known.join();
      hits.increment();
      return new Found<>(plan, true);
    } catch (CancellationException e) {
      misses.increment();
      return new Found<>(planner.get(), false);
    }
  }

  /** Drops the plans of every other catalog version. */
  public void retain(long catalogVersion) {
    plans.asMap().keySet().removeIf(key -> key.catalogVersion() != catalogVersion);
  }

  public Stats stats() {
    return new Stats(hits.sum(), misses.sum(), plans.synchronous().estimatedSize());
  }
}
