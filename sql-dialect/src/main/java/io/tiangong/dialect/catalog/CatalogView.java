package io.tiangong.dialect.catalog;

import io.tiangong.spi.TableName;
import java.util.List;

/**
 * A named query; its text is expanded where it is used.
 *
 * @param columns names of its columns; empty: those of the query
 * @param notes what its declaration tells people
 */
public record CatalogView(TableName name, List<String> columns, String sql, TableNotes notes) {
  public CatalogView {
    columns = List.copyOf(columns);
  }

  /** A view of which nothing is told. */
  public CatalogView(TableName name, List<String> columns, String sql) {
    this(name, columns, sql, TableNotes.NONE);
  }
}
