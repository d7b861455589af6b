package io.tiangong.dialect.planner;

import com.google.common.collect.ImmutableList;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.spi.SqlTable;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;

/** Gives the tables of a SQL source the names that they have there. */
final class PhysicalNames extends RelHomogeneousShuttle {

  private PhysicalNames() {}

  static RelNode resolve(RelNode tree) {
    return tree.accept(new PhysicalNames());
  }

  @Override
  public RelNode visit(TableScan scan) {
    CatalogTable table = TgTable.of(scan.getTable());
    if (table == null || !(table.handle() instanceof SqlTable physical)) {
      return scan;
    }
    RelOptTable named =
        PlannedTable.of(
            scan.getTable().getRelOptSchema(),
            scan.getRowType(),
            physical.path(),
            new TgTable(table));
    return LogicalTableScan.create(scan.getCluster(), named, ImmutableList.of());
  }
}
