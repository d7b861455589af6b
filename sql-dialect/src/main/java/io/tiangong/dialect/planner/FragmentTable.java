package io.tiangong.dialect.planner;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/** A fragment's answer, as the table that the combining tree reads. */
final class FragmentTable extends AbstractTable {

  private final String fragment;
  private final RelDataType rowType;
  private final double rows;

  private FragmentTable(String fragment, RelDataType rowType, double rows) {
    this.fragment = fragment;
    this.rowType = rowType;
    this.rows = rows;
  }

  /** A scan of the fragment, in place of {@code replaced}. */
  static RelNode scan(String fragment, RelNode replaced, RelDataType rowType, double rows) {
    RelOptTable table =
        PlannedTable.of(
            null, rowType, List.of(fragment), new FragmentTable(fragment, rowType, rows));
    return LogicalTableScan.create(replaced.getCluster(), table, ImmutableList.of());
  }

  /** The fragment that a node reads; null when it is not such a scan. */
  static @Nullable String fragmentOf(RelNode node) {
    RelOptTable table = node.getTable();
    FragmentTable found = table == null ? null : table.unwrap(FragmentTable.class);
    return found == null ? null : found.fragment;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    return rowType;
  }

  @Override
  public Statistic getStatistic() {
    return Statistics.of(Math.max(1, rows), ImmutableList.of());
  }
}
