package io.tiangong.dialect.catalog;

import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the DDL files of a catalog declare, checked among themselves but not yet against sources.
 *
 * @param sources in order of declaration
 * @param tables in order of declaration
 * @param views in order of declaration
 */
public record CatalogScript(
    List<SourceDefinition> sources, List<DeclaredTable> tables, List<CatalogView> views) {

  public CatalogScript {
    sources = List.copyOf(sources);
    tables = List.copyOf(tables);
    views = List.copyOf(views);
  }

  /**
   * A table and the name of its source.
   *
   * @param notes what its declaration tells people
   */
  public record DeclaredTable(String source, TableDefinition definition, TableNotes notes) {}

  /**
   * Parses DDL files.
   *
   * @param texts file name → content, in order
   * @param secrets resolves {@code ${…}} references by their inner text, such as {@code
   *     file:/run/secrets/mysql} or {@code env:MYSQL_PASSWORD}; throws QueryException when it can't
   * @throws QueryException with CATALOG_INVALID listing every problem of every file, each as {@code
   *     file:line:column: message}
   */
  public static CatalogScript parse(Map<String, String> texts, UnaryOperator<String> secrets) {
    return new CatalogReader(secrets).read(texts);
  }
}
