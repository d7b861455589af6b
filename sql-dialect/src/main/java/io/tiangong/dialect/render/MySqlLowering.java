package io.tiangong.dialect.render;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Rewrites a tree so that MySQL's reading of it is TgSQL's: text equality is tested twice, once so
 * that an index may serve it and once by bytes.
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
    return super.visit(node).accept(new Expressions(rex, i -> exactText.test(columns, i)));
  }

  /** The expressions of one node. */
  private static final class Expressions extends RexShuttle {
    private final RexBuilder rex;
    private final IntPredicate exactText;

    Expressions(RexBuilder rex, IntPredicate exactText) {
      this.rex = rex;
      this.exactText = exactText;
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
      return isInexactEquality(visited) ? exact(visited) : visited;
    }

    private boolean isInexactEquality(RexCall call) {
      return call.getKind() == SqlKind.EQUALS
          && SqlTypeUtil.inCharFamily(call.getOperands().get(0).getType())
          && call.getOperands().stream()
              .anyMatch(o -> o instanceof RexInputRef ref && !exactText.test(ref.getIndex()));
    }

    private RexNode exact(RexCall equality) {
      RexNode left = equality.getOperands().get(0);
      RexNode bytes = rex.makeCall(left.getType(), SourceOperators.UTF8_BYTES, List.of(left));
      RexNode same =
          rex.makeCall(
              equality.getType(),
              SqlStdOperatorTable.EQUALS,
              List.of(bytes, equality.getOperands().get(1)));
      return rex.makeCall(SqlStdOperatorTable.AND, equality, same);
    }
  }
}
