package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.catalog.CatalogView;
import io.tiangong.spi.Column;
import io.tiangong.spi.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Collects the tables and columns in whose name or comment every word of a text occurs, in any
 * case. A table that matches by itself is one row without a column.
 */
final class CatalogSearch {

  /** Options {@code comment} and {@code comment.<column>} say what a table or column means. */
  private static final String COMMENT = "comment";

  private final List<String> words;
  private final List<List<String>> rows = new ArrayList<>();

  CatalogSearch(String text) {
    this.words = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
  }

  List<List<String>> rows() {
    return rows;
  }

  void see(CatalogTable table) {
    TableDefinition definition = table.handle().definition();
    see(
        definition.name().toString(),
        definition.options().getOrDefault(COMMENT, ""),
        table.source().name());
    for (Column column : definition.columns()) {
      String key = COMMENT + "." + column.name().toLowerCase(Locale.ROOT);
      String comment = definition.options().getOrDefault(key, "");
      see(definition.name().toString(), column.name(), comment, table.source().name());
    }
  }

  void see(CatalogView view, List<String> columns) {
    see(view.name().toString(), "", "view");
    columns.forEach(column -> see(view.name().toString(), column, "", "view"));
  }

  private void see(String table, String comment, String source) {
    if (matches(table + " " + comment)) {
      rows.add(List.of(table, "", comment, source));
    }
  }

  private void see(String table, String column, String comment, String source) {
    if (matches(column + " " + comment)) {
      rows.add(List.of(table, column, comment, source));
    }
  }

  private boolean matches(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return words.stream().allMatch(lower::contains);
  }
}
