package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.semantics.TgTypes;
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
import org.jspecify.annotations.Nullable;

/**
 * A catalog version as Calcite's schema; built once per version, look-ups cost the same at any
 * size.
 */
final class PlanningSchema {

  private final CalciteSchema root;
  private final Catalog catalog;

  PlanningSchema(Catalog catalog) {
    this.catalog = catalog;
    this.root = CalciteSchema.createRootSchema(false, false);
    Map<String, Map<String, Table>> schemas = new HashMap<>();
    for (CatalogTable table : catalog.tables().values()) {
      schemas
          .computeIfAbsent(table.name().schema(), s -> new HashMap<>())
          .put(table.name().table(), new TgTable(table));
    }
    schemas.forEach((name, tables) -> root.add(name, new TablesByName(tables)));
  }

  Catalog catalog() {
    return catalog;
  }

  /** A reader for one planning; not thread-safe. */
  CalciteCatalogReader reader(TgTypes types) {
    Properties properties = new Properties();
    properties.put(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    String schema = catalog.defaultSchema();
    return new CalciteCatalogReader(
        root,
        schema == null ? List.of() : List.of(schema),
        types,
        new CalciteConnectionConfigImpl(properties));
  }

  /** Tables by lower-case name. */
  private static final class TablesByName extends AbstractSchema implements Lookup<Table> {
    private final Map<String, Table> tables;

    TablesByName(Map<String, Table> tables) {
      this.tables = tables;
    }

    @Override
    public Lookup<Table> tables() {
      return this;
    }

    @Override
    public @Nullable Table get(String name) {
      return tables.get(name);
    }

    @Override
    public @Nullable Named<Table> getIgnoreCase(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      Table table = tables.get(lower);
      return table == null ? null : new Named<>(lower, table);
    }

    @Override
    public Set<String> getNames(LikePattern pattern) {
      return tables.keySet().stream().filter(pattern.matcher()::apply).collect(Collectors.toSet());
    }
  }
}
