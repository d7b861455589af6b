package io.tiangong.dialect.catalog;

import io.tiangong.spi.TableName;
import java.util.List;

/**
 * A named query; its text is expanded where it is used.
 *
 * @param columns names of its columns; empty: those of the query
 */
public record CatalogView(TableName name, List<String> columns, String sql) {
  public CatalogView {
    columns = List.copyOf(columns);
  }
}
