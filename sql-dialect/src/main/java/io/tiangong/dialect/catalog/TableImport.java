package io.tiangong.dialect.catalog;

import io.tiangong.dialect.text.LikePattern;
import io.tiangong.spi.Source;
import io.tiangong.spi.TableDefinition;
import java.util.List;
import java.util.Optional;

/**
 * An {@code IMPORT TABLES}: tables that are declared as their source has them.
 *
 * @param source name of the source
 * @param database the schema's name at the source
 * @param schema schema of the tables here
 * @param pattern LIKE pattern of the tables' names; empty: all
 */
public record TableImport(String source, String database, String schema, Optional<String> pattern) {

  /**
   * Asks the source, which does I/O. Tables without a column that TgSQL can read are left out.
   *
   * @throws io.tiangong.spi.QueryException as {@link Source#tables}
   */
  public List<TableDefinition> read(Source asked) {
    return asked.tables(database, schema).stream()
        .filter(table -> !table.columns().isEmpty())
        .filter(
            table ->
                pattern
                    .map(LikePattern::of)
                    .map(like -> like.matcher(table.name().table()).matches())
                    .orElse(true))
        .toList();
  }

  @Override
  public String toString() {
    return "IMPORT TABLES FROM " + source + "." + database + " INTO " + schema;
  }
}
