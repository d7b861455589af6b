package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.parser.ast.SqlDescribe;
import io.tiangong.dialect.parser.ast.SqlShow;
import io.tiangong.dialect.text.NearestName;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TextPosition;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlIdentifier;

/** Answers SHOW and DESCRIBE from the catalog. */
final class Listings {

  private final Catalog catalog;

  Listings(Catalog catalog) {
    this.catalog = catalog;
  }

  Listing show(SqlShow show) {
    return switch (show.subject()) {
      case TABLES -> tables(show);
      case SOURCES -> sources();
      case SCHEMAS ->
          new Listing(
              List.of("schema"),
              sorted().map(t -> t.name().schema()).distinct().map(List::of).toList());
    };
  }

  private Stream<CatalogTable> sorted() {
    return catalog.tables().values().stream()
        .sorted(Comparator.comparing((CatalogTable t) -> t.name().toString()));
  }

  private Listing tables(SqlShow show) {
    String schema = show.schema().map(s -> s.getSimple().toLowerCase(Locale.ROOT)).orElse("");
    Pattern like = show.pattern().map(Listings::likePattern).orElse(Pattern.compile(".*"));
    return new Listing(
        List.of("schema", "table", "source", "rows"),
        sorted()
            .filter(t -> schema.isEmpty() || t.name().schema().equals(schema))
            .filter(t -> like.matcher(t.name().table()).matches())
            .map(Listings::tableRow)
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
    TableDefinition definition = find(describe.table()).handle().definition();
    return new Listing(
        List.of("column", "type", "nullable", "key"),
        definition.columns().stream()
            .map(
                c ->
                    List.of(
                        c.name(),
                        c.type().toString(),
                        c.type().nullable() ? "yes" : "no",
                        key(definition, c.name())))
            .toList());
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

  private CatalogTable find(SqlIdentifier name) {
    String schema = catalog.defaultSchema();
    TableName wanted =
        name.names.size() == 2
            ? new TableName(name.names.get(0), name.names.get(1))
            : new TableName(schema == null ? "" : schema, name.names.get(name.names.size() - 1));
    return catalog.table(wanted).orElseThrow(() -> notFound(name, wanted));
  }

  private QueryException notFound(SqlIdentifier name, TableName wanted) {
    String text = name.names.size() == 1 ? wanted.table() : wanted.toString();
    List<String> all = catalog.tables().keySet().stream().map(TableName::toString).toList();
    String hint =
        NearestName.of(text, all).map(near -> "; did you mean '" + near + "'?").orElse("");
    return new QueryException(
            ErrorCode.TABLE_NOT_FOUND, "table '" + text + "' does not exist" + hint)
        .at(
            new TextPosition(
                name.getParserPosition().getLineNum(), name.getParserPosition().getColumnNum()));
  }
}
