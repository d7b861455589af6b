package io.tiangong.dialect;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.fingerprint.Fingerprint;
import io.tiangong.dialect.fingerprint.Fingerprinter;
import io.tiangong.dialect.fingerprint.PlanCache;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.dialect.planner.CompiledStatement;
import io.tiangong.dialect.planner.QueryPlanner;
import io.tiangong.dialect.planner.WarmUp;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Value;
import java.util.List;
import java.util.function.UnaryOperator;

/** The one door to TgSQL for the gateway: fingerprint, plan cache, planner. Thread-safe. */
public final class Dialect {

  /** Of the cache's bytes, the share that remembers texts rather than plans. */
  private static final int TEXT_SHARE = 8;

  private final Fingerprinter fingerprinter;
  private final PlanCache<CompiledStatement> cache;
  private final boolean pushdown;
  private volatile QueryPlanner planner;

  /**
   * @param planCacheBytes bound of the plan cache
   */
  public Dialect(Catalog catalog, long planCacheBytes) {
    this(catalog, planCacheBytes, true);
  }

  /**
   * @param pushdown whether sources do more than to deliver columns of tables
   */
  public Dialect(Catalog catalog, long planCacheBytes, boolean pushdown) {
    this.pushdown = pushdown;
    this.planner = new QueryPlanner(catalog, pushdown);
    this.fingerprinter = new Fingerprinter(planCacheBytes / TEXT_SHARE);
    this.cache =
        new PlanCache<>(planCacheBytes - planCacheBytes / TEXT_SHARE, CompiledStatement::bytes);
  }

  /** The version that new statements are planned against. */
  public Catalog catalog() {
    return planner.catalog();
  }

  /** Plans made against older versions are not used again. */
  public void replaceCatalog(Catalog newer) {
    this.planner = new QueryPlanner(newer, pushdown);
    cache.retain(newer.version());
  }

  /**
   * Loads the planner, so that the first callers don't wait for it. Takes seconds in a cold JVM;
   * for a thread of its own.
   */
  public void warmUp() {
    new WarmUp(planner).run();
  }

  /** Hits, misses and size of the plan cache. */
  public PlanCache.Stats planCacheStats() {
    return cache.stats();
  }

  /**
   * What a text asks for; of a query no more than its first word is read.
   *
   * @throws QueryException when it is a command that can't be read
   */
  public Statement read(String sql) {
    return StatementReader.read(sql, catalog());
  }

  /**
   * Fingerprint, plan cache, and on a miss the planner.
   *
   * @param policy fingerprint of the row filters and masks that hold for the caller; empty: none
   * @throws QueryException for every error of the statement, with its place in the text
   */
  public PlannedStatement plan(String sql, List<Value> parameters, String policy) {
    QueryPlanner current = planner;
    Fingerprint shape = fingerprinter.of(sql, parameters);
    List<ColumnType> types = types(shape.parameters());
    PlanCache.Key key = new PlanCache.Key(shape.key(), current.catalog().version(), types, policy);
    try {
      PlanCache.Found<CompiledStatement> found =
          cache.get(key, () -> current.plan(shape.sql(), types));
      return bind(shape.shortName(), found.plan(), shape.parameters(), found.cached());
    } catch (QueryException e) {
      if (shape.sql().equals(sql)) {
        throw e;
      }
      // Lifting a literal may only ever save work: what can't be planned with it is planned
      // without.
      return bind(shape.shortName(), current.plan(sql, types(parameters)), parameters, false);
    }
  }

  private static PlannedStatement bind(
      String fingerprint, CompiledStatement compiled, List<Value> given, boolean cached) {
    return new PlannedStatement(fingerprint, compiled.plan(), compiled.parameters(given), cached);
  }

  private static List<ColumnType> types(List<Value> parameters) {
    return parameters.stream().map(Value::type).toList();
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

  /**
   * A plan as a tree for people.
   *
   * @param note what else to say of the fragment of that id, behind its estimated rows
   */
  public String tree(QueryPlan plan, UnaryOperator<String> note) {
    return planner.tree(plan, note);
  }

  /** The answer to a command: rows of text that are known already. */
  public static PlannedStatement listing(
      String command, List<String> columns, List<List<String>> rows) {
    return new PlannedStatement(command, QueryPlanner.listing(columns, rows), List.of(), false);
  }

  /** A plan and its tree for people. */
  public record Explained(QueryPlan plan, String text) {}
}
