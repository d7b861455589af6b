package io.tiangong.dialect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.dialect.planner.CompiledStatement;
import io.tiangong.dialect.planner.QueryPlanner;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Value;
import java.util.List;

/** The one door to TgSQL for the gateway: fingerprint, plan cache, planner. Thread-safe. */
public final class Dialect {

  private final Cache<Key, CompiledStatement> cache;
  private volatile QueryPlanner planner;

  private record Key(String sql, long version, List<ColumnType> types, String policy) {}

  /**
   * @param planCacheBytes bound of the plan cache
   */
  public Dialect(Catalog catalog, long planCacheBytes) {
    this.planner = new QueryPlanner(catalog);
    this.cache = Caffeine.newBuilder().maximumSize(Math.max(1, planCacheBytes / 16_384)).build();
  }

  /** The version that new statements are planned against. */
  public Catalog catalog() {
    return planner.catalog();
  }

  /** Plans made against older versions are not used again. */
  public void replaceCatalog(Catalog newer) {
    this.planner = new QueryPlanner(newer);
  }

  /**
   * Fingerprint, plan cache, and on a miss the planner.
   *
   * @param policy fingerprint of the row filters and masks that hold for the caller; empty: none
   * @throws QueryException for every error of the statement, with its place in the text
   */
  public PlannedStatement plan(String sql, List<Value> parameters, String policy) {
    QueryPlanner current = planner;
    List<ColumnType> types = parameters.stream().map(Value::type).toList();
    Key key = new Key(sql, current.catalog().version(), types, policy);
    CompiledStatement known = cache.getIfPresent(key);
    CompiledStatement compiled = known == null ? current.plan(sql, types) : known;
    if (known == null) {
      cache.put(key, compiled);
    }
    return new PlannedStatement(
        Integer.toHexString(sql.hashCode()),
        compiled.plan(),
        compiled.parameters(parameters),
        known != null);
  }

  /**
   * Plans without running; missing parameter types are inferred.
   *
   * @return the plan and its tree as text
   */
  public Explained explain(String sql, List<ColumnType> parameterTypes, String policy) {
    CompiledStatement compiled = planner.plan(sql, parameterTypes);
    return new Explained(compiled.plan(), compiled.text());
  }

  /** A plan and its tree for people. */
  public record Explained(QueryPlan plan, String text) {}
}
