package io.tiangong.dialect.planner;

import io.tiangong.spi.ColumnType;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * A validated statement as a relational tree.
 *
 * @param tree the tree; its leading columns are the answer, more may follow that only ORDER BY
 *     needs
 * @param columnNames names of the answer's columns
 * @param parameterTypes types of the statement's question marks
 */
record Translation(RelNode tree, List<String> columnNames, List<ColumnType> parameterTypes) {
  Translation {
    columnNames = List.copyOf(columnNames);
    parameterTypes = List.copyOf(parameterTypes);
  }

  /** Per column of the answer, whether it may be NULL. */
  List<Boolean> nullableColumns() {
    return tree.getRowType().getFieldList().stream()
        .limit(columnNames.size())
        .map(column -> column.getType().isNullable())
        .toList();
  }

  Translation withTree(RelNode newTree) {
    return new Translation(newTree, columnNames, parameterTypes);
  }
}
