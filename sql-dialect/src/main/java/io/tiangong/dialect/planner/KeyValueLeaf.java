package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.spi.Column;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Scan;
import io.tiangong.spi.SqlFlavor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A scan of a key-value table, or of some of its columns, now or as of a moment. */
record KeyValueLeaf(CatalogTable table, List<Column> columns, Optional<Operand> moment) {

  /** The leaf that a node is; null when it is something else. */
  static @Nullable KeyValueLeaf of(RelNode node) {
    if (node instanceof TableScan scan) {
      CatalogTable table = TgTable.of(scan.getTable());
      return table != null && table.source().flavor() == SqlFlavor.NONE
          ? new KeyValueLeaf(
              table, table.handle().definition().columns(), TgTable.moment(scan.getTable()))
          : null;
    }
    if (!(node instanceof Project project)) {
      return null;
    }
    KeyValueLeaf inner = of(project.getInput());
    return inner == null ? null : inner.narrowed(project.getProjects());
  }

  /** The request that reads it. */
  Scan scan() {
    Scan scan = Scan.of(table.handle(), columns);
    return moment.map(scan::withAsOf).orElse(scan);
  }

  /** Only these columns, each once and under its own name; null when that is not what they are. */
  @Nullable KeyValueLeaf narrowed(List<RexNode> expressions) {
    List<Column> narrowed = new ArrayList<>();
    for (RexNode expression : expressions) {
      if (!(expression instanceof RexInputRef ref)
          || narrowed.contains(columns.get(ref.getIndex()))) {
        return null;
      }
      narrowed.add(columns.get(ref.getIndex()));
    }
    return new KeyValueLeaf(table, narrowed, moment);
  }
}
