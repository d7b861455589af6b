package io.tiangong.dialect.catalog;

import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the DDL files of a catalog declare, checked among themselves but not yet against sources.
 *
 * @param sources in order of declaration
 * @param tables in order of declaration
 * @param views in order of declaration
 * @param imports in order of declaration
 */
public record CatalogScript(
    List<SourceDefinition> sources,
    List<DeclaredTable> tables,
    List<CatalogView> views,
    List<TableImport> imports) {

  public CatalogScript {
    sources = List.copyOf(sources);
    tables = List.copyOf(tables);
    views = List.copyOf(views);
    imports = List.copyOf(imports);
  }

  /**
   * A table and the name of its source.
   *
   * @param notes what its declaration tells people
   */
  public record DeclaredTable(String source, TableDefinition definition, TableNotes notes) {}

  /**
   * This script with the tables that its imports found.
   *
   * @param found of the imports that were read already
   * @throws io.tiangong.spi.QueryException with CATALOG_INVALID listing every table whose name is
   *     taken
   */
  public CatalogScript withImported(Map<TableImport, List<TableDefinition>> found) {
    Map<TableName, String> names = new HashMap<>();
    tables.forEach(table -> names.put(table.definition().name(), "declared"));
    views.forEach(view -> names.put(view.name(), "declared as a view"));
    List<String> clashes = new ArrayList<>();
    List<DeclaredTable> all = new ArrayList<>(tables);
    for (TableImport one : imports) {
      for (TableDefinition table : found.getOrDefault(one, List.of())) {
        String taken = names.putIfAbsent(table.name(), "imported by " + one);
        if (taken == null) {
          all.add(new DeclaredTable(one.source(), table, TableNotes.NONE));
        } else {
          clashes.add(one + ": " + table.name() + " is already " + taken);
        }
      }
    }
    CatalogProblems.throwIfAny(clashes);
    return new CatalogScript(sources, all, views, imports);
  }

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
