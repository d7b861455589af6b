package io.tiangong.gateway.catalog;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.catalog.TableDescription;
import io.tiangong.dialect.plan.TableRead;
import io.tiangong.gateway.admission.Decision;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.query.Guards;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The catalog as a caller may see it: what may not be read is not there. Thread-safe. */
public final class VisibleCatalog {

  private final Dialect dialect;
  private final Guards guards;
  private final Function<TableName, Optional<Instant>> lookedAt;

  /**
   * @param lookedAt when a table's source was last asked for its statistics
   */
  public VisibleCatalog(
      Dialect dialect, Guards guards, Function<TableName, Optional<Instant>> lookedAt) {
    this.dialect = dialect;
    this.guards = guards;
    this.lookedAt = lookedAt;
  }

  /** When a table's source was last asked for its statistics; empty: never. */
  public Optional<Instant> lookedAt(TableName table) {
    return lookedAt.apply(table);
  }

  /** Grows with every change. */
  public long version() {
    return dialect.catalog().version();
  }

  /** Where names without a schema are looked up first; empty: nowhere. */
  public String defaultSchema() {
    String schema = dialect.catalog().defaultSchema();
    return schema == null ? "" : schema;
  }

  public SortedSet<String> schemas(Identity caller) {
    return dialect
        .catalog()
        .names()
        .filter(visible(caller))
        .map(TableName::schema)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Tables and views whose schema and name fit, by schema and name. */
  public List<TableDescription> tables(Identity caller, LikePattern schema, LikePattern name) {
    Predicate<String> schemas = schema.compiled();
    Predicate<String> names = name.compiled();
    return dialect.tables(
        visible(caller)
            .and(table -> schemas.test(table.schema()))
            .and(table -> names.test(table.table())));
  }

  /**
   * One table or view.
   *
   * @param schema empty: the default schema
   * @throws QueryException with TABLE_NOT_FOUND and the nearest real name
   */
  public TableDescription describe(Identity caller, String schema, String name) {
    TableDescription table =
        dialect.describe(schema.isEmpty() ? List.of(name) : List.of(schema, name), "");
    if (!visible(caller).test(table.name())) {
      throw new QueryException(ErrorCode.TABLE_NOT_FOUND, "there is no table " + table.name())
          .with("table", table.name().toString());
    }
    return table;
  }

  /** The tables and views that fit some words best, best first. */
  public List<TableDescription> search(Identity caller, String text, int limit) {
    return dialect.search(text, limit, visible(caller));
  }

  private Predicate<TableName> visible(Identity caller) {
    return table ->
        guards.permission().apply(caller, List.of(new TableRead(table, Set.of())))
            instanceof Decision.Granted;
  }
}
