package io.tiangong.dialect;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Value;
import java.util.List;

/** The one door to TgSQL for the gateway: fingerprint, plan cache, planner. Thread-safe. */
public final class Dialect {

  private volatile Catalog catalog;

  /**
   * @param planCacheBytes bound of the plan cache
   */
  public Dialect(Catalog catalog, long planCacheBytes) {
    this.catalog = catalog;
  }

  /** The version that new statements are planned against. */
  public Catalog catalog() {
    return catalog;
  }

  /** Plans made against older versions are not used again. */
  public void replaceCatalog(Catalog newer) {
    this.catalog = newer;
  }

  /**
   * Fingerprint, plan cache, and on a miss the planner.
   *
   * @param policy fingerprint of the row filters and masks that hold for the caller; empty: none
   * @throws QueryException for every error of the statement, with its place in the text
   */
  public PlannedStatement plan(String sql, List<Value> parameters, String policy) {
    throw new QueryException(ErrorCode.NOT_SUPPORTED, "planner is not built yet");
  }

  /**
   * Plans without running; missing parameter types are inferred.
   *
   * @return the plan and its tree as text
   */
  public Explained explain(String sql, List<ColumnType> parameterTypes, String policy) {
    throw new QueryException(ErrorCode.NOT_SUPPORTED, "planner is not built yet");
  }

  /** A plan and its tree for people. */
  public record Explained(QueryPlan plan, String text) {}
}
