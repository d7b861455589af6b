package io.tiangong.dialect.planner;

import io.tiangong.spi.Column;
import io.tiangong.spi.Scan;
import java.util.HashSet;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexPermuteInputsShuttle;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;
import org.jspecify.annotations.Nullable;

/** Moves projections into the fragments under them, so that sources ship only what is used. */
final class Narrowing extends RelHomogeneousShuttle {

  private final Fragmenter fragments;

  Narrowing(Fragmenter fragments) {
    this.fragments = fragments;
  }

  @Override
  public RelNode visit(LogicalProject project) {
    String fragment = FragmentTable.fragmentOf(project.getInput());
    if (fragment == null) {
      return super.visit(project);
    }
    List<Integer> used = used(project);
    RelNode narrowed = narrow(fragment, project.getInput(), used);
    return isExactly(project, used) ? narrowed : above(project, narrowed, used);
  }

  /** Positions that the projection reads; in its own order when it is nothing but columns. */
  private static List<Integer> used(Project project) {
    List<RexNode> expressions = project.getProjects();
    List<Integer> columns =
        expressions.stream()
            .filter(RexInputRef.class::isInstance)
            .map(e -> ((RexInputRef) e).getIndex())
            .toList();
    boolean onlyColumns =
        columns.size() == expressions.size() && new HashSet<>(columns).size() == columns.size();
    return onlyColumns ? columns : RelOptUtil.InputFinder.bits(expressions, null).asList();
  }

  private static boolean isExactly(Project project, List<Integer> used) {
    return project.getProjects().size() == used.size()
        && project.getProjects().stream().allMatch(RexInputRef.class::isInstance)
        && used.equals(used(project));
  }

  private RelNode narrow(String fragment, RelNode scan, List<Integer> used) {
    RelDataType rowType = scan.getRowType();
    if (used.isEmpty() || (used.size() == rowType.getFieldCount() && isSorted(used))) {
      return used.isEmpty() ? narrow(fragment, scan, List.of(0)) : scan;
    }
    Draft narrowed = narrowed(fragment, used);
    if (narrowed == null) {
      return scan;
    }
    fragments.replace(narrowed);
    RelDataType newType =
        scan.getCluster()
            .getTypeFactory()
            .createStructType(used.stream().map(i -> rowType.getFieldList().get(i)).toList());
    return FragmentTable.scan(fragment, scan, newType, narrowed.rows());
  }

  private static boolean isSorted(List<Integer> positions) {
    return positions.equals(positions.stream().sorted().toList());
  }

  private @Nullable Draft narrowed(String fragment, List<Integer> used) {
    Draft draft = fragments.drafts().get(fragment);
    if (draft instanceof Draft.Tree tree) {
      return tree.withTree(project(tree.tree(), used));
    } else if (draft instanceof Draft.KeyValue keyValue) {
      Scan scan = keyValue.scan();
      List<Column> columns = used.stream().map(i -> scan.output().get(i)).toList();
      return keyValue.with(scan.withOutput(columns), keyValue.rows());
    }
    return null;
  }

  private static RelNode project(RelNode tree, List<Integer> columns) {
    List<RelDataTypeField> fields = tree.getRowType().getFieldList();
    List<RexNode> refs =
        columns.stream().<RexNode>map(i -> RexInputRef.of(i, tree.getRowType())).toList();
    List<String> names = columns.stream().map(i -> fields.get(i).getName()).toList();
    return Optimizer.tidy(LogicalProject.create(tree, List.of(), refs, names, java.util.Set.of()));
  }

  private static RelNode above(Project project, RelNode narrowed, List<Integer> used) {
    int width = project.getInput().getRowType().getFieldCount();
    if (narrowed == project.getInput()) {
      return project;
    }
    Mappings.TargetMapping mapping =
        Mappings.create(
            MappingType.INVERSE_SURJECTION, width, narrowed.getRowType().getFieldCount());
    for (int i = 0; i < used.size(); i++) {
      mapping.set(used.get(i), i);
    }
    List<RexNode> moved = RexPermuteInputsShuttle.of(mapping).visitList(project.getProjects());
    return LogicalProject.create(
        narrowed, List.of(), moved, project.getRowType().getFieldNames(), java.util.Set.of());
  }
}
