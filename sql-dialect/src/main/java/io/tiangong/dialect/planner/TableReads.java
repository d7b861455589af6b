package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.plan.TableRead;
import io.tiangong.spi.TableName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.util.ImmutableBitSet;

/** Collects the tables and columns that a tree without sub-queries reads, wherever it uses them. */
final class TableReads {

  private final Map<TableName, Set<String>> columns = new HashMap<>();
  private final RelMetadataQuery metadata;

  private TableReads(RelMetadataQuery metadata) {
    this.metadata = metadata;
  }

  /** In order of names; a table of which only the rows are counted has no columns. */
  static List<TableRead> of(RelNode tree) {
    TableReads reads = new TableReads(tree.getCluster().getMetadataQuery());
    reads.visit(tree);
    reads.origins(tree, ImmutableBitSet.range(tree.getRowType().getFieldCount()));
    return reads.columns.entrySet().stream()
        .map(e -> new TableRead(e.getKey(), e.getValue()))
        .sorted(Comparator.comparing(read -> read.table().toString()))
        .toList();
  }

  private void visit(RelNode node) {
    if (node instanceof TableScan scan) {
      add(scan.getTable());
    } else if (node instanceof Filter filter) {
      origins(filter.getInput(), RelOptUtil.InputFinder.bits(filter.getCondition()));
    } else if (node instanceof Project project) {
      origins(project.getInput(), RelOptUtil.InputFinder.bits(project.getProjects(), null));
    } else if (node instanceof Join join) {
      origins(join, RelOptUtil.InputFinder.bits(join.getCondition()));
    } else if (node instanceof Aggregate aggregate) {
      ImmutableBitSet.Builder used = aggregate.getGroupSet().rebuild();
      aggregate.getAggCallList().forEach(call -> call.getArgList().forEach(used::set));
      origins(aggregate.getInput(), used.build());
    }
    node.getInputs().forEach(this::visit);
  }

  private void origins(RelNode node, ImmutableBitSet used) {
    int width = node.getRowType().getFieldCount();
    used.forEachInt(
        i -> {
          Set<RelColumnOrigin> origins =
              i < width ? metadata.getColumnOrigins(node, i) : Set.<RelColumnOrigin>of();
          if (origins != null) {
            origins.forEach(this::add);
          }
        });
  }

  private Set<String> add(RelOptTable scanned) {
    CatalogTable table = TgTable.of(scanned);
    return table == null ? Set.of() : columns.computeIfAbsent(table.name(), t -> new TreeSet<>());
  }

  private void add(RelColumnOrigin origin) {
    if (TgTable.of(origin.getOriginTable()) != null) {
      add(origin.getOriginTable()).add(MySqlPushdown.columnName(origin).toLowerCase(Locale.ROOT));
    }
  }
}
