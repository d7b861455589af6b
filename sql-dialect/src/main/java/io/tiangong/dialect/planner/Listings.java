package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.catalog.CatalogView;
import io.tiangong.dialect.catalog.ColumnDescription;
import io.tiangong.dialect.catalog.TableDescription;
import io.tiangong.dialect.catalog.TableNotes;
import io.tiangong.dialect.parser.ast.SqlDescribe;
import io.tiangong.dialect.parser.ast.SqlSearchTables;
import io.tiangong.dialect.parser.ast.SqlShow;
import io.tiangong.dialect.text.LikePattern;
import io.tiangong.spi.Column;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TextPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;

/** Answers SHOW, DESCRIBE and SEARCH from the catalog. */
final class Listings {

  private static final Comparator<TableName> BY_NAME = Comparator.comparing(TableName::toString);

  private final Catalog catalog;
  private final CatalogDescriptions descriptions;
  private final String schema;

  /**
   * @param schema where names without a schema are looked for first; empty: the default schema
   */
  Listings(Catalog catalog, Function<CatalogView, RelDataType> viewTypes, String schema) {
    this.catalog = catalog;
    this.descriptions = new CatalogDescriptions(catalog, viewTypes);
    this.schema = schema;
  }

  Listing show(SqlShow show) {
    return switch (show.subject()) {
      case TABLES -> tables(show);
      case SOURCES -> sources();
      case QUERIES, STATUS, GRANTS ->
          throw new IllegalArgumentException("SHOW " + show.subject() + " is not the catalog's");
      case SCHEMAS ->
          new Listing(List.of("schema"), catalog.schemas().stream().map(List::of).toList());
    };
  }

  private Listing tables(SqlShow show) {
    String only = show.schema().map(s -> s.getSimple().toLowerCase(Locale.ROOT)).orElse("");
    Pattern like = show.pattern().map(LikePattern::of).orElse(Pattern.compile(".*"));
    return new Listing(
        List.of("schema", "table", "source", "rows", "comment", "owner", "tags", "freshness"),
        catalog
            .names()
            .filter(t -> only.isEmpty() || t.schema().equals(only))
            .filter(t -> like.matcher(t.table()).matches())
            .sorted(BY_NAME)
            .map(this::row)
            .toList());
  }

  private List<String> row(TableName name) {
    Optional<CatalogTable> table = catalog.table(name);
    TableNotes notes =
        table.map(CatalogTable::notes).orElseGet(() -> catalog.view(name).orElseThrow().notes());
    return List.of(
        name.schema(),
        name.table(),
        table.map(t -> t.source().name()).orElse("view"),
        table.map(t -> rows(t.facts().rows())).orElse(""),
        notes.comment(),
        notes.owner(),
        String.join(", ", notes.tags()),
        notes.freshness());
  }

  private static String rows(long rows) {
    return rows < 0 ? "unknown" : "~" + rows;
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

  /**
   * @throws QueryException when the table does not exist, or is a view that can't be read
   */
  Listing describe(SqlDescribe describe) {
    TableName name = find(describe.table());
    TableDescription table = descriptions.describeReadable(name);
    return new Listing(
        List.of("column", "type", "nullable", "key", "comment"),
        table.columns().stream().map(column -> column(table, column)).toList());
  }

  private static List<String> column(TableDescription table, ColumnDescription described) {
    Column column = described.column();
    return List.of(
        column.name(),
        column.type().toString(),
        column.type().nullable() ? "yes" : "no",
        key(table, column.name()),
        described.comment());
  }

  private static String key(TableDescription table, String column) {
    int position =
        table.primaryKey().stream()
            .map(k -> k.toLowerCase(Locale.ROOT))
            .toList()
            .indexOf(column.toLowerCase(Locale.ROOT));
    boolean partition = table.partitionedBy().stream().anyMatch(column::equalsIgnoreCase);
    return position >= 0 ? "primary " + (position + 1) : partition ? "partition" : "";
  }

  /** One row for each table that fits, best first, followed by its columns that fit. */
  Listing search(SqlSearchTables search) {
    List<List<String>> rows = new ArrayList<>();
    for (CatalogSearch.Hit hit :
        new CatalogSearch(search.sought()).among(catalog.names().map(descriptions::describe))) {
      TableDescription table = hit.table();
      rows.add(found(table, "", table.notes().comment()));
      hit.columns().forEach(c -> rows.add(found(table, c.column().name(), c.comment())));
    }
    return new Listing(List.of("table", "column", "comment", "source", "owner", "tags"), rows);
  }

  private static List<String> found(TableDescription table, String column, String comment) {
    return List.of(
        table.name().toString(),
        column,
        comment,
        source(table),
        table.notes().owner(),
        String.join(", ", table.notes().tags()));
  }

  private static String source(TableDescription table) {
    return table.isView() ? "view" : table.source();
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
