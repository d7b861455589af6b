package io.tiangong.dialect.catalog;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Source;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableName;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of all that can be queried. Immutable; a reload or fresh facts make a new version.
 *
 * @param version grows with every change; part of the plan cache's key
 * @param sources by name
 * @param tables by name
 * @param views by name
 * @param defaultSchema schema of unqualified names; null: none
 */
public record Catalog(
    long version,
    Map<String, Source> sources,
    Map<TableName, CatalogTable> tables,
    Map<TableName, CatalogView> views,
    @Nullable String defaultSchema) {

  public Catalog {
    sources = Map.copyOf(sources);
    tables = Map.copyOf(tables);
    views = Map.copyOf(views);
  }

  /**
   * Joins a script with its sources.
   *
   * @param sources one per declared source, by name
   * @param facts what the sources found out; missing tables count as unknown
   * @throws QueryException with CATALOG_INVALID listing every declaration that a source refuses
   */
  public static Catalog of(
      long version,
      CatalogScript script,
      Map<String, Source> sources,
      Map<TableName, TableFacts> facts,
      @Nullable String defaultSchema) {
    throw new QueryException(ErrorCode.NOT_SUPPORTED, "DDL is not built yet");
  }

  public Optional<CatalogTable> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }
}
