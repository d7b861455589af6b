package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.CatalogView;
import io.tiangong.spi.TableName;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A view as Calcite sees it: a table that is its query. */
final class TgView extends AbstractTable implements TranslatableTable {

  private final CatalogView view;
  private final List<TableName> users;
  private final ViewExpansion expansion;

  /**
   * @param users the views in whose texts this one is used, the outermost first
   */
  TgView(CatalogView view, List<TableName> users, ViewExpansion expansion) {
    this.view = view;
    this.users = users;
    this.expansion = expansion;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    return expansion.rowType(view, users);
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return expansion.expand(view, users, context.getCluster());
  }
}
