package io.tiangong.dialect.render;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Rewrites a tree so that MySQL's reading of it is TgSQL's where collations are another: text
 * equality is tested twice, once so that an index may serve it and once by bytes; text is compared,
 * grouped, sorted and ranked by its bytes.
 */
final class MySqlLowering extends RelHomogeneousShuttle {

  private final RexBuilder rex;
  private final BiPredicate<RelNode, Integer> exactText;

  private MySqlLowering(RexBuilder rex, BiPredicate<RelNode, Integer> exactText) {
    this.rex = rex;
    this.exactText = exactText;
  }

  static RelNode lower(RelNode tree, BiPredicate<RelNode, Integer> exactText) {
    return tree.accept(new MySqlLowering(tree.getCluster().getRexBuilder(), exactText));
  }

  @Override
  public RelNode visit(RelNode node) {
    // The columns that expressions refer to: one input's, or for a join those of both sides.
    RelNode columns = node.getInputs().size() == 1 ? node.getInput(0) : node;
    Expressions expressions = new Expressions(rex, i -> exactText.test(columns, i));
    RelNode visited = super.visit(node).accept(expressions);
    if (node instanceof Aggregate aggregate) {
      return byBytes(visited, keys(aggregate), expressions);
    }
    return node instanceof Sort sort ? byBytes(visited, keys(sort), expressions) : visited;
  }

  private static List<Integer> keys(Aggregate aggregate) {
    return Stream.concat(
            aggregate.getGroupSet().asList().stream(),
            aggregate.getAggCallList().stream().flatMap(call -> call.getArgList().stream()))
        .toList();
  }

  private static List<Integer> keys(Sort sort) {
    return sort.getCollation().getFieldCollations().stream()
        .map(RelFieldCollation::getFieldIndex)
        .toList();
  }

  /** The node over an input of which the text columns among the keys are bytes. */
  private RelNode byBytes(RelNode node, List<Integer> keys, Expressions expressions) {
    RelNode input = node.getInput(0);
    List<RexNode> columns = new ArrayList<>(rex.identityProjects(input.getRowType()));
    keys.stream()
        .filter(key -> !isBytes(input, key))
        .forEach(key -> columns.set(key, expressions.key(columns.get(key))));
    return columns.equals(rex.identityProjects(input.getRowType()))
        ? node
        : node.copy(
            node.getTraitSet(),
            List.of(
                LogicalProject.create(
                    input, List.of(), columns, input.getRowType().getFieldNames(), Set.of())));
  }

  /** Whether a column is made of bytes already, somewhere below. */
  private static boolean isBytes(RelNode node, int column) {
    if (node instanceof Filter || node instanceof Sort) {
      return isBytes(node.getInput(0), column);
    } else if (node instanceof Project project) {
      RexNode expression = project.getProjects().get(column);
      if (expression instanceof RexInputRef ref) {
        return isBytes(project.getInput(), ref.getIndex());
      }
      return expression instanceof RexCall call
          && call.getOperator().equals(SourceOperators.UTF8_BYTES);
    }
    return node instanceof Aggregate aggregate
        && column < aggregate.getGroupCount()
        && isBytes(aggregate.getInput(), aggregate.getGroupSet().nth(column));
  }

  /** The expressions of one node. */
  private static final class Expressions extends RexShuttle {
    private final RexBuilder rex;
    private final IntPredicate exactText;

    Expressions(RexBuilder rex, IntPredicate exactText) {
      this.rex = rex;
      this.exactText = exactText;
    }

    /** The column, or its bytes where MySQL would compare the text otherwise. */
    RexNode key(RexNode expression) {
      return expression instanceof RexInputRef ref
              && SqlTypeUtil.inCharFamily(ref.getType())
              && !exactText.test(ref.getIndex())
          ? bytes(ref)
          : expression;
    }

    private RexNode bytes(RexNode text) {
      return rex.makeCall(text.getType(), SourceOperators.UTF8_BYTES, List.of(text));
    }

    @Override
    public RexNode visitOver(RexOver over) {
      RexWindow window = over.getWindow();
      return rex.makeOver(
          over.getType(),
          over.getAggOperator(),
          over.getOperands().stream().map(this::key).toList(),
          window.partitionKeys.stream().map(this::key).toList(),
          window.orderKeys.stream()
              .map(order -> new RexFieldCollation(key(order.left), order.right))
              .collect(ImmutableList.toImmutableList()),
          window.getLowerBound(),
          window.getUpperBound(),
          window.getExclude(),
          window.isRows(),
          true,
          false,
          false,
          false);
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (call.getKind() == SqlKind.SEARCH) {
        return RexUtil.expandSearch(rex, null, call).accept(this);
      }
      RexCall visited = (RexCall) super.visitCall(call);
      if (visited.isA(SqlKind.AND) || visited.isA(SqlKind.OR)) {
        return RexUtil.flatten(rex, visited);
      }
      if (!isInexactComparison(visited)) {
        return visited;
      }
      RexNode exact = rex.makeCall(visited.getType(), visited.getOperator(), keys(visited));
      return visited.getKind() == SqlKind.EQUALS
          ? rex.makeCall(SqlStdOperatorTable.AND, visited, exact)
          : exact;
    }

    private boolean isInexactComparison(RexCall call) {
      return call.isA(SqlKind.COMPARISON)
          && SqlTypeUtil.inCharFamily(call.getOperands().get(0).getType())
          && call.getOperands().stream()
              .anyMatch(o -> o instanceof RexInputRef ref && !exactText.test(ref.getIndex()));
    }

    private List<RexNode> keys(RexCall comparison) {
      return comparison.getOperands().stream().map(this::key).toList();
    }
  }
}
