package io.tiangong.dialect.catalog;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.NearestName;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Source;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of all that can be queried. Immutable; a reload or fresh facts make a new version.
 *
 * @param version grows with every change; part of the plan cache's key
 * @param sources by name
 * @param tables by name
 * @param views by name
 * @param defaultSchema schema of unqualified names; null: none
 */
public record Catalog(
    long version,
    Map<String, Source> sources,
    Map<TableName, CatalogTable> tables,
    Map<TableName, CatalogView> views,
    @Nullable String defaultSchema) {

  public Catalog {
    sources = Map.copyOf(sources);
    tables = Map.copyOf(tables);
    views = Map.copyOf(views);
  }

  /**
   * Joins a script with its sources.
   *
   * @param sources one per declared source, by name
   * @param facts what the sources found out; missing tables count as unknown
   * @throws QueryException with CATALOG_INVALID listing every declaration that a source refuses
   */
  public static Catalog of(
      long version,
      CatalogScript script,
      Map<String, Source> sources,
      Map<TableName, TableFacts> facts,
      @Nullable String defaultSchema) {
    List<String> refusals = new ArrayList<>();
    Map<TableName, CatalogTable> tables = new LinkedHashMap<>();
    for (CatalogScript.DeclaredTable table : script.tables()) {
      TableName name = table.definition().name();
      try {
        Source source = sourceOf(table, sources);
        TableHandle handle = source.declare(table.definition());
        TableFacts known = facts.getOrDefault(name, TableFacts.unknown(name));
        tables.put(name, new CatalogTable(source, handle, known, table.notes()));
      } catch (QueryException e) {
        refusals.add(name + ": " + e.text());
      }
    }
    CatalogProblems.throwIfAny(refusals);
    return new Catalog(version, sources, tables, views(script), defaultSchema);
  }

  private static Source sourceOf(CatalogScript.DeclaredTable table, Map<String, Source> sources) {
    Source source = sources.get(table.source());
    if (source == null) {
      throw new QueryException(
          ErrorCode.CATALOG_INVALID, "its source " + table.source() + " was not started");
    }
    return source;
  }

  private static Map<TableName, CatalogView> views(CatalogScript script) {
    return script.views().stream()
        .collect(Collectors.toMap(CatalogView::name, Function.identity()));
  }

  public Optional<CatalogTable> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }

  public Optional<CatalogView> view(TableName name) {
    return Optional.ofNullable(views.get(name));
  }

  /** Schemas that have a table or a view, sorted. */
  public SortedSet<String> schemas() {
    return names().map(TableName::schema).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The full name of a table or view that exists.
   *
   * @param parts as written: {@code table} in the default schema, or {@code schema, table}
   * @throws QueryException with TABLE_NOT_FOUND and the nearest real name
   */
  public TableName resolve(List<String> parts) {
    return resolve(parts, "");
  }

  /**
   * The full name of a table or view that exists.
   *
   * @param parts as written
   * @param schema where a name without a schema is looked for before the default schema; empty:
   *     nowhere else
   * @throws QueryException with TABLE_NOT_FOUND and the nearest real name
   */
  public TableName resolve(List<String> parts, String schema) {
    if (parts.size() == 1) {
      requireSchema(schema);
      return exists(schema, parts.get(0))
          .or(() -> exists(defaultSchema == null ? "" : defaultSchema, parts.get(0)))
          .orElseThrow(() -> notFound(parts.get(0), schema));
    }
    return Optional.of(parts)
        .filter(p -> p.size() == 2)
        .flatMap(p -> exists(p.get(0), p.get(1)))
        .orElseThrow(() -> notFound(String.join(".", parts), ""));
  }

  private Optional<TableName> exists(String schema, String table) {
    TableName name = new TableName(schema, table);
    return Optional.of(name).filter(n -> tables.containsKey(n) || views.containsKey(n));
  }

  /**
   * Checks the name of a schema; the empty one stands for the default schema.
   *
   * @throws QueryException with TABLE_NOT_FOUND and the nearest schema
   */
  public void requireSchema(String schema) {
    if (schema.isEmpty() || names().anyMatch(name -> name.schema().equalsIgnoreCase(schema))) {
      return;
    }
    Optional<String> nearest = NearestName.of(schema, schemas());
    String hint = nearest.map(name -> "; did you mean '" + name + "'?").orElse("");
    QueryException error =
        new QueryException(
                ErrorCode.TABLE_NOT_FOUND, "schema '" + schema + "' does not exist" + hint)
            .with("schema", schema);
    throw nearest.map(name -> error.with("nearest", name)).orElse(error);
  }

  private QueryException notFound(String written, String schema) {
    boolean bare = written.indexOf('.') < 0;
    String first = schema.isEmpty() && defaultSchema != null ? defaultSchema : schema;
    String full = bare && !first.isEmpty() ? first + "." + written : written;
    List<TableName> names = names().sorted(Comparator.comparing(TableName::toString)).toList();
    Optional<String> nearest =
        names.stream()
            .filter(name -> bare && name.table().equalsIgnoreCase(written))
            .map(TableName::toString)
            .findFirst()
            .or(() -> NearestName.of(full, names.stream().map(TableName::toString).toList()));
    String hint = nearest.map(name -> "; did you mean " + name + "?").orElse("");
    String how = bare && first.isEmpty() ? "; write it as schema.table" : "";
    QueryException error =
        new QueryException(ErrorCode.TABLE_NOT_FOUND, "there is no table " + written + how + hint)
            .with("table", written);
    return nearest.map(name -> error.with("nearest", name)).orElse(error);
  }

  /** Of tables and views. */
  public Stream<TableName> names() {
    return Stream.concat(tables.keySet().stream(), views.keySet().stream());
  }
}
