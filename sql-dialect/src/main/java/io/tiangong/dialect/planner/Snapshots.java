package io.tiangong.dialect.planner;

import com.google.common.collect.ImmutableList;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.Operand;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.SqlFlavor;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Snapshot;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexNode;

/**
 * Puts {@code FOR SYSTEM_TIME AS OF} into the scans below it. The moment is part of the scanned
 * table's name: scans of different moments are different tables to the optimiser.
 */
final class Snapshots {

  private Snapshots() {}

  /**
   * @throws QueryException when the table keeps no versions, or the moment is computed
   */
  static RelNode intoScans(RelNode node) {
    if (node instanceof Snapshot snapshot) {
      return scan(snapshot);
    }
    List<RelNode> inputs = node.getInputs().stream().map(Snapshots::intoScans).toList();
    return inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
  }

  private static RelNode scan(Snapshot snapshot) {
    if (!(snapshot.getInput().stripped() instanceof TableScan scan)) {
      throw new QueryException(
          ErrorCode.NOT_SUPPORTED, "FOR SYSTEM_TIME AS OF follows the name of a table only");
    }
    CatalogTable table = TgTable.of(scan.getTable());
    if (table == null || table.source().flavor() != SqlFlavor.NONE) {
      throw new QueryException(
          ErrorCode.NOT_SUPPORTED,
          String.join(".", scan.getTable().getQualifiedName())
              + " keeps no versions: FOR SYSTEM_TIME AS OF reads tables of HBase only");
    }
    Operand moment = moment(snapshot.getPeriod());
    List<String> names = new ArrayList<>(scan.getTable().getQualifiedName());
    names.add("as of " + moment);
    RelOptTable versioned =
        PlannedTable.of(
            scan.getTable().getRelOptSchema(),
            scan.getRowType(),
            names,
            TgTable.asOf(table, moment));
    return LogicalTableScan.create(scan.getCluster(), versioned, ImmutableList.of());
  }

  private static Operand moment(RexNode period) {
    return ScanPredicates.moment(period)
        .orElseThrow(
            () ->
                new QueryException(
                    ErrorCode.NOT_SUPPORTED,
                    "the moment of FOR SYSTEM_TIME AS OF must be a TIMESTAMP literal or a question"
                        + " mark"));
  }
}
