package io.tiangong.dialect.render;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Rewrites a tree so that DuckDB's reading of it is TgSQL's. */
final class DuckDbLowering extends RelHomogeneousShuttle {

  private final DuckDbExpressions expressions;

  private DuckDbLowering(RexBuilder rex) {
    this.expressions = new DuckDbExpressions(rex);
  }

  static RelNode lower(RelNode tree) {
    RelNode lowered = tree.accept(new DuckDbLowering(tree.getCluster().getRexBuilder()));
    return castOutput(lowered, tree.getRowType());
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(node).accept(expressions);
  }

  @Override
  public RelNode visit(LogicalAggregate aggregate) {
    RelNode input = aggregate.getInput().accept(this);
    List<AggregateCall> calls =
        aggregate.getAggCallList().stream().map(DuckDbLowering::lower).toList();
    return aggregate.copy(
        aggregate.getTraitSet(), input, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
  }

  private static AggregateCall lower(AggregateCall call) {
    SqlAggFunction function = function(call);
    return function.equals(call.getAggregation()) ? call : withFunction(call, function);
  }

  private static SqlAggFunction function(AggregateCall call) {
    boolean bigint = call.getType().getSqlTypeName() == SqlTypeName.BIGINT;
    return switch (call.getAggregation().getKind()) {
      case SUM -> bigint ? SourceOperators.BIGINT_SUM : call.getAggregation();
      case SUM0 -> bigint ? SourceOperators.BIGINT_SUM0 : SourceOperators.SUM0;
      case SINGLE_VALUE -> SourceOperators.SINGLE_VALUE;
      case COUNT, MIN, MAX, AVG, ANY_VALUE -> call.getAggregation();
      default ->
          throw new QueryException(
              ErrorCode.NOT_SUPPORTED,
              "aggregate function " + call.getAggregation().getName() + " is not supported");
    };
  }

  private static AggregateCall withFunction(AggregateCall call, SqlAggFunction function) {
    return AggregateCall.create(
        call.getParserPosition(),
        function,
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.collation,
        call.getType(),
        call.getName());
  }

  /** Casts the output under a sort on top, so that the order stays on top. */
  private static RelNode castOutput(RelNode lowered, RelDataType wanted) {
    if (lowered instanceof Sort sort) {
      RelNode input = castOutput(sort.getInput(), wanted);
      return sort.copy(sort.getTraitSet(), List.of(input));
    }
    RexBuilder rex = lowered.getCluster().getRexBuilder();
    if (lowered instanceof LogicalProject project) {
      List<RexNode> casts = casts(project.getInput(), project.getProjects(), wanted);
      return project(project.getInput(), casts, wanted);
    }
    if (lowered instanceof Aggregate || lowered.getTable() == null) {
      List<RexNode> refs = new ArrayList<>(rex.identityProjects(lowered.getRowType()));
      return project(lowered, casts(lowered, refs, wanted), wanted);
    }
    return lowered;
  }

  private static List<RexNode> casts(RelNode input, List<RexNode> from, RelDataType wanted) {
    List<RelDataTypeField> fields = wanted.getFieldList();
    return IntStream.range(0, from.size())
        .mapToObj(i -> cast(input, from.get(i), fields.get(i).getType()))
        .toList();
  }

  /** Stored columns and casts have their type already; of the rest DuckDB may think otherwise. */
  private static RexNode cast(RelNode input, RexNode expression, RelDataType wanted) {
    boolean exact =
        isStored(input, expression)
            || (expression.isA(SqlKind.CAST) && expression.getType().equals(wanted));
    RexBuilder rex = input.getCluster().getRexBuilder();
    return exact ? expression : rex.makeAbstractCast(wanted, expression, false);
  }

  private static boolean isStored(RelNode input, RexNode expression) {
    if (!(expression instanceof RexInputRef ref)) {
      return false;
    }
    RelColumnOrigin origin =
        input.getCluster().getMetadataQuery().getColumnOrigin(input, ref.getIndex());
    return origin != null && !origin.isDerived();
  }

  private static RelNode project(RelNode input, List<RexNode> expressions, RelDataType wanted) {
    return LogicalProject.create(
        input, List.of(), expressions, wanted.getFieldNames(), java.util.Set.of());
  }
}
