package io.tiangong.dialect.catalog;

import io.tiangong.spi.Source;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.TableName;

/**
 * A declared table with the source that has it.
 *
 * @param source where it lies
 * @param handle the source's compiled declaration
 * @param facts what the source found out about it; {@link TableFacts#unknown} until it was asked
 * @param notes what its declaration tells people
 */
public record CatalogTable(Source source, TableHandle handle, TableFacts facts, TableNotes notes) {

  /** A table of which nothing is told. */
  public CatalogTable(Source source, TableHandle handle, TableFacts facts) {
    this(source, handle, facts, TableNotes.NONE);
  }

  public TableName name() {
    return handle.definition().name();
  }
}
