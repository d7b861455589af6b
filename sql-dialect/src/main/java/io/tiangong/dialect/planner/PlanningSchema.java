package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.semantics.TgTypes;
import io.tiangong.spi.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/**
 * A catalog version as Calcite's schema; built once per version, look-ups cost the same at any
 * size.
 */
final class PlanningSchema {

  private final Map<TableName, Table> tables = new HashMap<>();
  private final CalciteSchema root;
  private final Catalog catalog;
  private final ViewExpansion views;

  /**
   * @param views asked for what views are, when they are used
   */
  PlanningSchema(Catalog catalog, ViewExpansion views) {
    this.catalog = catalog;
    this.views = views;
    for (CatalogTable table : catalog.tables().values()) {
      tables.put(table.name(), new TgTable(table));
    }
    this.root = root(List.of());
  }

  private CalciteSchema root(List<TableName> users) {
    CalciteSchema schemas = CalciteSchema.createRootSchema(false, false);
    catalog.schemas().forEach(name -> schemas.add(name, new Tables(name, users)));
    return schemas;
  }

  Catalog catalog() {
    return catalog;
  }

  /**
   * A reader for one planning; not thread-safe.
   *
   * @param schema where names without a schema are looked for first; empty: the default schema
   */
  CalciteCatalogReader reader(TgTypes types, String schema) {
    List<List<String>> paths = new ArrayList<>();
    if (!schema.isEmpty()) {
      paths.add(List.of(schema));
    }
    paths.addAll(defaults());
    return new Reader(root, paths, types);
  }

  /**
   * A reader for the text of a view.
   *
   * @param users the view, after those in whose texts it is used
   */
  CalciteCatalogReader reader(TgTypes types, List<TableName> users) {
    List<List<String>> paths = new ArrayList<>();
    paths.add(List.of(users.get(users.size() - 1).schema()));
    paths.addAll(defaults());
    return new Reader(root(users), paths, types);
  }

  private List<List<String>> defaults() {
    String schema = catalog.defaultSchema();
    return schema == null ? List.of(List.of()) : List.of(List.of(schema), List.of());
  }

  /** Finds names without a schema in several schemas. */
  private static final class Reader extends CalciteCatalogReader {
    Reader(CalciteSchema root, List<List<String>> paths, TgTypes types) {
      super(root, SqlNameMatchers.withCaseSensitive(false), paths, types, configuration());
    }

    private static CalciteConnectionConfigImpl configuration() {
      Properties properties = new Properties();
      properties.put(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
      return new CalciteConnectionConfigImpl(properties);
    }
  }

  /** The tables and views of a schema by lower-case name. */
  private final class Tables extends AbstractSchema implements Lookup<Table> {
    private final String schema;
    private final List<TableName> users;

    Tables(String schema, List<TableName> users) {
      this.schema = schema;
      this.users = users;
    }

    @Override
    public Lookup<Table> tables() {
      return this;
    }

    @Override
    public @Nullable Table get(String name) {
      TableName full = new TableName(schema, name);
      Table table = tables.get(full);
      return table != null
          ? table
          : catalog.view(full).map(v -> new TgView(v, users, views)).orElse(null);
    }

    @Override
    public @Nullable Named<Table> getIgnoreCase(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      Table table = get(lower);
      return table == null ? null : new Named<>(lower, table);
    }

    @Override
    public Set<String> getNames(LikePattern pattern) {
      return catalog
          .names()
          .filter(name -> name.schema().equals(schema))
          .map(TableName::table)
          .filter(pattern.matcher()::apply)
          .collect(Collectors.toSet());
    }
  }
}
