package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.catalog.CatalogView;
import io.tiangong.dialect.catalog.ColumnDescription;
import io.tiangong.dialect.catalog.TableDescription;
import io.tiangong.dialect.semantics.TgTypes;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnFacts;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;

/** Tells what is known of the tables and views of a catalog. */
final class CatalogDescriptions {

  private static final ColumnFacts UNKNOWN = new ColumnFacts(-1, -1);

  private final Catalog catalog;
  private final Function<CatalogView, RelDataType> viewTypes;

  CatalogDescriptions(Catalog catalog, Function<CatalogView, RelDataType> viewTypes) {
    this.catalog = catalog;
    this.viewTypes = viewTypes;
  }

  /**
   * @param name of a table or view that exists
   */
  TableDescription describe(TableName name) {
    return catalog
        .table(name)
        .map(CatalogDescriptions::table)
        .orElseGet(() -> view(catalog.view(name).orElseThrow()));
  }

  /**
   * @throws QueryException when it is a view that can't be read
   */
  TableDescription describeReadable(TableName name) {
    return catalog
        .view(name)
        .map(view -> view(view, columns(view), ""))
        .orElseGet(() -> describe(name));
  }

  private static TableDescription table(CatalogTable table) {
    TableDefinition definition = table.handle().definition();
    return new TableDescription(
        table.name(),
        table.source().name(),
        table.notes(),
        definition.columns().stream().map(column -> column(table, column)).toList(),
        definition.primaryKey(),
        definition.partitionedBy(),
        table.facts().rows(),
        "");
  }

  private static ColumnDescription column(CatalogTable table, Column column) {
    ColumnFacts facts =
        table.facts().columns().getOrDefault(column.name().toLowerCase(Locale.ROOT), UNKNOWN);
    return new ColumnDescription(
        column, table.notes().columnComment(column.name()), facts.distinct());
  }

  private TableDescription view(CatalogView view) {
    try {
      return view(view, columns(view), "");
    } catch (QueryException e) {
      return view(view, List.of(), e.text());
    }
  }

  private List<ColumnDescription> columns(CatalogView view) {
    return viewTypes.apply(view).getFieldList().stream()
        .map(field -> new Column(field.getName(), TgTypes.fromRel(field.getType())))
        .map(column -> new ColumnDescription(column, "", -1))
        .toList();
  }

  private static TableDescription view(
      CatalogView view, List<ColumnDescription> columns, String problem) {
    return new TableDescription(
        view.name(), "", view.notes(), columns, List.of(), List.of(), -1, problem);
  }
}
