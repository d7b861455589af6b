package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.catalog.CatalogView;
import io.tiangong.dialect.parser.ast.SqlDescribe;
import io.tiangong.dialect.parser.ast.SqlSearchTables;
import io.tiangong.dialect.parser.ast.SqlShow;
import io.tiangong.dialect.semantics.TgTypes;
import io.tiangong.spi.Column;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TextPosition;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;

/** Answers SHOW and DESCRIBE from the catalog. */
final class Listings {

  private static final Comparator<TableName> BY_NAME = Comparator.comparing(TableName::toString);

  private final Catalog catalog;
  private final Function<CatalogView, RelDataType> viewTypes;
  private final String schema;

  /**
   * @param schema where names without a schema are looked for first; empty: the default schema
   */
  Listings(Catalog catalog, Function<CatalogView, RelDataType> viewTypes, String schema) {
    this.catalog = catalog;
    this.viewTypes = viewTypes;
    this.schema = schema;
  }

  Listing show(SqlShow show) {
    return switch (show.subject()) {
      case TABLES -> tables(show);
      case SOURCES -> sources();
      case QUERIES, GRANTS ->
          throw new IllegalArgumentException("SHOW " + show.subject() + " is not the catalog's");
      case SCHEMAS ->
          new Listing(List.of("schema"), catalog.schemas().stream().map(List::of).toList());
    };
  }

  private Listing tables(SqlShow show) {
    String only = show.schema().map(s -> s.getSimple().toLowerCase(Locale.ROOT)).orElse("");
    Pattern like = show.pattern().map(Listings::likePattern).orElse(Pattern.compile(".*"));
    return new Listing(
        List.of("schema", "table", "source", "rows"),
        catalog
            .names()
            .filter(t -> only.isEmpty() || t.schema().equals(only))
            .filter(t -> like.matcher(t.table()).matches())
            .sorted(BY_NAME)
            .map(t -> catalog.table(t).map(Listings::tableRow).orElseGet(() -> viewRow(t)))
            .toList());
  }

  private static List<String> tableRow(CatalogTable table) {
    long rows = table.facts().rows();
    return List.of(
        table.name().schema(),
        table.name().table(),
        table.source().name(),
        rows < 0 ? "unknown" : "~" + rows);
  }

  private static List<String> viewRow(TableName view) {
    return List.of(view.schema(), view.table(), "view", "");
  }

  private static Pattern likePattern(String like) {
    StringBuilder regex = new StringBuilder();
    like.chars()
        .forEach(
            c ->
                regex.append(
                    c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c))));
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  private Listing sources() {
    return new Listing(
        List.of("source", "tables"),
        catalog.sources().keySet().stream()
            .sorted()
            .map(s -> List.of(s, Long.toString(tablesOf(s))))
            .toList());
  }

  private long tablesOf(String source) {
    return catalog.tables().values().stream().filter(t -> t.source().name().equals(source)).count();
  }

  Listing describe(SqlDescribe describe) {
    TableName name = find(describe.table());
    return new Listing(
        List.of("column", "type", "nullable", "key"),
        catalog
            .table(name)
            .map(table -> columns(table.handle().definition()))
            .orElseGet(() -> columns(catalog.view(name).orElseThrow())));
  }

  private static List<List<String>> columns(TableDefinition table) {
    return table.columns().stream().map(c -> column(c, key(table, c.name()))).toList();
  }

  private List<List<String>> columns(CatalogView view) {
    return viewTypes.apply(view).getFieldList().stream()
        .map(f -> column(new Column(f.getName(), TgTypes.fromRel(f.getType())), ""))
        .toList();
  }

  private static List<String> column(Column column, String key) {
    return List.of(
        column.name(), column.type().toString(), column.type().nullable() ? "yes" : "no", key);
  }

  /** Tables, views, columns and sources in whose names or options all words of the text occur. */
  Listing search(SqlSearchTables search) {
    CatalogSearch found = new CatalogSearch(search.sought());
    for (TableName name : catalog.names().sorted(BY_NAME).toList()) {
      catalog.table(name).ifPresent(found::see);
      catalog.view(name).ifPresent(view -> found.see(view, columnNames(view)));
    }
    return new Listing(List.of("table", "column", "comment", "source"), found.rows());
  }

  /** A view that can't be read is found by its name. */
  private List<String> columnNames(CatalogView view) {
    try {
      return viewTypes.apply(view).getFieldNames();
    } catch (QueryException e) {
      return List.of();
    }
  }

  private static String key(TableDefinition definition, String column) {
    int position =
        definition.primaryKey().stream()
            .map(k -> k.toLowerCase(Locale.ROOT))
            .toList()
            .indexOf(column.toLowerCase(Locale.ROOT));
    boolean partition = definition.partitionedBy().stream().anyMatch(column::equalsIgnoreCase);
    return position >= 0 ? "primary " + (position + 1) : partition ? "partition" : "";
  }

  private TableName find(SqlIdentifier name) {
    try {
      return catalog.resolve(name.names, schema);
    } catch (QueryException e) {
      throw e.at(
          new TextPosition(
              name.getParserPosition().getLineNum(), name.getParserPosition().getColumnNum()));
    }
  }
}
