package io.tiangong.dialect.planner;

import io.tiangong.dialect.functions.TemplateFunction;
import io.tiangong.dialect.semantics.JsonType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.util.ImmutableIntList;

/**
 * Refuses what would compare JSON: comparisons, orders, groups, DISTINCT. What is not known to need
 * no comparison is refused, before it is decided where the query runs.
 */
final class JsonUse extends RelHomogeneousShuttle {

  static final String ADVICE =
      "JSON neither compares nor is it text: CAST it to VARCHAR, or take a value with ->>";

  static final String CASTS =
      "JSON is cast from and to VARCHAR, and to numbers and BOOLEAN; take other values with ->>";

  private static final Set<SqlKind> HARMLESS =
      Set.of(
          SqlKind.CASE,
          SqlKind.COALESCE,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.CAST,
          SqlKind.COUNT,
          SqlKind.ANY_VALUE,
          SqlKind.SINGLE_VALUE,
          SqlKind.LAG,
          SqlKind.LEAD,
          SqlKind.FIRST_VALUE,
          SqlKind.LAST_VALUE,
          SqlKind.NTH_VALUE);

  private final RexShuttle expressions = new Expressions();

  private JsonUse() {}

  /**
   * @throws QueryException with TYPE_MISMATCH
   */
  static void check(RelNode tree) {
    tree.accept(new JsonUse());
  }

  @Override
  public RelNode visit(RelNode node) {
    if (node instanceof Sort sort) {
      require(node, sort.getCollation().getKeys(), "ORDER BY");
    } else if (node instanceof Aggregate aggregate) {
      require(node.getInput(0), aggregate.getGroupSet().asList(), "GROUP BY or DISTINCT");
      aggregate.getAggCallList().forEach(call -> require(node.getInput(0), call));
    } else if (node instanceof SetOp union && !(union.kind == SqlKind.UNION && union.all)) {
      require(node, ImmutableIntList.identity(node.getRowType().getFieldCount()), union.kind.sql);
    }
    return super.visit(node).accept(expressions);
  }

  private static void require(RelNode input, AggregateCall call) {
    boolean harmless = HARMLESS.contains(call.getAggregation().getKind()) && !call.isDistinct();
    if (!harmless) {
      require(input, call.getArgList(), call.getAggregation().getName());
    }
    require(input, call.getCollation().getKeys(), "ORDER BY");
  }

  private static void require(RelNode node, List<Integer> columns, String what) {
    if (columns.stream()
        .anyMatch(i -> JsonType.is(node.getRowType().getFieldList().get(i).getType()))) {
      throw refusal(what);
    }
  }

  /** Of branches of CASE. */
  static QueryException mixed() {
    return new QueryException(
        ErrorCode.TYPE_MISMATCH,
        "CASE, COALESCE and IFNULL don't take this beside JSON; CAST it to JSON, or the JSON to"
            + " VARCHAR");
  }

  static QueryException refusal(String what) {
    return new QueryException(ErrorCode.TYPE_MISMATCH, what + " can't take JSON; " + ADVICE);
  }

  /** The expressions of one node. */
  private final class Expressions extends RexShuttle {

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      requireNone(query.getOperands(), query.getKind().sql);
      query.rel.accept(JsonUse.this);
      return super.visitSubQuery(query);
    }

    @Override
    public RexNode visitOver(RexOver over) {
      requireNone(over.getWindow().partitionKeys, "PARTITION BY");
      requireNone(over.getWindow().orderKeys.stream().map(k -> k.left).toList(), "ORDER BY");
      return super.visitOver(over);
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (!takesJson(call.getOperator())) {
        requireNone(call.getOperands(), call.getOperator().getName());
      }
      return super.visitCall(call);
    }

    private static boolean takesJson(SqlOperator operator) {
      return HARMLESS.contains(operator.getKind())
          || (operator instanceof TemplateFunction
              && (operator.getName().startsWith("JSON_")
                  || operator.getName().startsWith("CONCAT")));
    }

    private static void requireNone(List<? extends RexNode> operands, String what) {
      if (operands.stream().anyMatch(o -> JsonType.is(o.getType()))) {
        throw refusal(what);
      }
    }
  }
}
