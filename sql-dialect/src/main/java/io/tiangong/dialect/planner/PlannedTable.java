package io.tiangong.dialect.planner;

import java.util.List;
import org.apache.calcite.plan.RelOptSchema;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.Table;
import org.jspecify.annotations.Nullable;

/** Makes tables that are planned for and rendered, never read by Calcite itself. */
final class PlannedTable {

  private PlannedTable() {}

  /**
   * @param names the name that it is rendered with
   */
  static RelOptTable of(
      @Nullable RelOptSchema schema, RelDataType rowType, List<String> names, Table table) {
    return RelOptTableImpl.create(
        schema,
        rowType,
        names,
        table,
        type -> {
          throw new IllegalStateException("no code is generated for " + names);
        });
  }
}
