package io.tiangong.dialect;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.TableDescription;
import io.tiangong.dialect.fingerprint.Fingerprint;
import io.tiangong.dialect.fingerprint.Fingerprinter;
import io.tiangong.dialect.fingerprint.PlanCache;
import io.tiangong.dialect.functions.FunctionLibrary;
import io.tiangong.dialect.parser.TgSqlParser;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.dialect.plan.StreamJoin;
import io.tiangong.dialect.planner.CompiledStatement;
import io.tiangong.dialect.planner.QueryPlanner;
import io.tiangong.dialect.planner.Signature;
import io.tiangong.dialect.planner.WarmUp;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableName;
import io.tiangong.spi.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The one door to TgSQL for the gateway: fingerprint, plan cache, planner. Thread-safe. */
public final class Dialect {

  /** Of the cache's bytes, the share that remembers texts rather than plans. */
  private static final int TEXT_SHARE = 8;

  /** Of the cache's bytes, the share that remembers what was prepared. */
  private static final int SIGNATURE_SHARE = 16;

  private final Fingerprinter fingerprinter;
  private final PlanCache<CompiledStatement> cache;
  private final PlanCache<Signature> signatures;
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
    this.signatures = new PlanCache<>(planCacheBytes / SIGNATURE_SHARE, Signature::bytes);
    this.cache =
        new PlanCache<>(
            planCacheBytes - planCacheBytes / TEXT_SHARE - planCacheBytes / SIGNATURE_SHARE,
            CompiledStatement::bytes);
  }

  /** The version that new statements are planned against. */
  public Catalog catalog() {
    return planner.catalog();
  }

  /** Plans made against older versions are not used again. */
  public void replaceCatalog(Catalog newer) {
    this.planner = new QueryPlanner(newer, pushdown);
    cache.retain(newer.version());
    signatures.retain(newer.version());
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
   * @param schema where names without a schema are looked for first; empty: the default schema
   * @throws QueryException when it is a command that can't be read
   */
  public Statement read(String sql, String schema) {
    return StatementReader.read(sql, catalog(), schema);
  }

  /** {@link #read(String, String)} in the default schema. */
  public Statement read(String sql) {
    return read(sql, "");
  }

  /**
   * Fingerprint, plan cache, and on a miss the planner.
   *
   * @param policy fingerprint of the row filters and masks that hold for the caller; empty: none
   * @param schema where names without a schema are looked for first; empty: the default schema
   * @throws QueryException for every error of the statement, with its place in the text
   */
  public PlannedStatement plan(String sql, List<Value> parameters, String policy, String schema) {
    QueryPlanner current = planner;
    Fingerprint shape = fingerprinter.of(sql, parameters);
    try {
      PlanCache.Found<CompiledStatement> found = find(current, shape, policy, schema);
      return bind(shape, found.plan(), shape.parameters(), found.cached());
    } catch (QueryException e) {
      CompiledStatement verbatim = unlifted(current, sql, shape, types(parameters), schema, e);
      return bind(shape, verbatim, parameters, false);
    }
  }

  /** {@link #plan(String, List, String, String)} in the default schema. */
  public PlannedStatement plan(String sql, List<Value> parameters, String policy) {
    return plan(sql, parameters, policy, "");
  }

  private PlanCache.Found<CompiledStatement> find(
      QueryPlanner current, Fingerprint shape, String policy, String schema) {
    List<ColumnType> types = types(shape.parameters());
    PlanCache.Key key =
        new PlanCache.Key(
            shape.key(), current.catalog().version(), types, policy, lowerCase(schema));
    return cache.get(key, () -> current.plan(shape.sql(), types, schema));
  }

  private static String lowerCase(String schema) {
    return schema.isEmpty() ? schema : schema.toLowerCase(Locale.ROOT);
  }

  /**
   * Lifting a literal may only ever save work: what can't be planned with it is planned without.
   */
  private static CompiledStatement unlifted(
      QueryPlanner current,
      String sql,
      Fingerprint shape,
      List<ColumnType> types,
      String schema,
      QueryException failure) {
    if (shape.sql().equals(sql)) {
      throw failure;
    }
    return current.plan(sql, types, schema);
  }

  /**
   * Tells the shape of a statement's answer and keeps its plan, so that {@link #plan} of the same
   * text finds it, given parameters of the types that are told here.
   *
   * @param parameterTypes types of the question marks, in order; missing ones are inferred
   * @param policy as for {@link #plan}
   * @param schema as for {@link #plan}
   * @throws QueryException for every error of the statement, with its place in the text
   */
  public Prepared prepare(
      String sql, List<ColumnType> parameterTypes, String policy, String schema) {
    QueryPlanner current = planner;
    PlanCache.Key key =
        new PlanCache.Key(sql, current.catalog().version(), parameterTypes, "", lowerCase(schema));
    Signature signature =
        signatures.get(key, () -> current.signature(sql, parameterTypes, schema)).plan();
    List<Value> standIns =
        signature.parameterTypes().stream()
            .map(t -> new Value(t.withNullable(false), null))
            .toList();
    Fingerprint shape = fingerprinter.of(sql, standIns);
    try {
      return prepared(signature, find(current, shape, policy, schema).plan());
    } catch (QueryException e) {
      return prepared(signature, unlifted(current, sql, shape, types(standIns), schema, e));
    }
  }

  private static Prepared prepared(Signature signature, CompiledStatement compiled) {
    List<Column> columns = compiled.plan().columns();
    List<Boolean> nullable = signature.nullable();
    return new Prepared(
        IntStream.range(0, columns.size())
            .mapToObj(
                i ->
                    i < nullable.size() && nullable.get(i)
                        ? nullable(columns.get(i))
                        : columns.get(i))
            .toList(),
        signature.parameterTypes());
  }

  private static Column nullable(Column column) {
    return new Column(column.name(), column.type().withNullable(true));
  }

  private static PlannedStatement bind(
      Fingerprint shape, CompiledStatement compiled, List<Value> given, boolean cached) {
    return new PlannedStatement(
        shape.shortName(),
        compiled.plan(),
        compiled.parameters(given),
        cached,
        shape.hints().orElse(compiled.hints()));
  }

  private static List<ColumnType> types(List<Value> parameters) {
    return parameters.stream().map(Value::type).toList();
  }

  /**
   * Plans without running; missing parameter types are inferred.
   *
   * @param schema where names without a schema are looked for first; empty: the default schema
   * @return the plan and its tree as text
   */
  public Explained explain(
      String sql, List<ColumnType> parameterTypes, String policy, String schema) {
    CompiledStatement compiled = planner.plan(sql, parameterTypes, schema);
    return new Explained(compiled.plan(), compiled.text());
  }

  /** {@link #explain(String, List, String, String)} in the default schema. */
  public Explained explain(String sql, List<ColumnType> parameterTypes, String policy) {
    return explain(sql, parameterTypes, policy, "");
  }

  /**
   * Tables and views by schema and name, with all that is known of them. A view that can't be read
   * is told without columns and with its problem.
   *
   * @param wanted which of them
   */
  public List<TableDescription> tables(Predicate<TableName> wanted) {
    return planner.tables(wanted);
  }

  /**
   * One table or view with all that is known of it.
   *
   * @param parts its name: {@code table}, or {@code schema, table}
   * @param schema where a name without a schema is looked for first; empty: the default schema
   * @throws QueryException with TABLE_NOT_FOUND and the nearest real name
   */
  public TableDescription describe(List<String> parts, String schema) {
    return planner.describe(parts, schema);
  }

  /**
   * The tables and views that fit some words best, by their names, columns, comments, owners and
   * tags; best first.
   *
   * @param limit at most so many
   * @param visible which of them may be told
   */
  public List<TableDescription> search(String text, int limit, Predicate<TableName> visible) {
    return planner.search(text, limit, visible);
  }

  /**
   * Reads and checks a join of streams, for the feeders that run it; the gateway does not.
   *
   * @param schema where names without a schema are looked for first; empty: the default schema
   * @throws QueryException for everything that is wrong with the statement, with its place
   */
  public StreamJoin streamJoin(String sql, String schema) {
    return planner.streamJoin(sql, schema);
  }

  /** The functions of TgSQL, by name. */
  public static List<FunctionDescription> functions() {
    return FunctionLibrary.all().stream()
        .map(f -> new FunctionDescription(f.name(), f.signature(), f.group(), f.summary()))
        .sorted(Comparator.comparing(FunctionDescription::name))
        .toList();
  }

  /** Words that can't be names without backticks and that SQL:2003 does not reserve; sorted. */
  public static List<String> ownReservedWords() {
    return TgSqlParser.ownReservedWords();
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
