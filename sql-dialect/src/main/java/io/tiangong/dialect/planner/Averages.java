package io.tiangong.dialect.planner;

import io.tiangong.spi.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Optionality;

/**
 * Writes averages of exact numbers as an exact sum, divided by a count as doubles: a formula that
 * gives the same double wherever the sum and the count are computed, so that sources may.
 */
final class Averages extends RelHomogeneousShuttle {

  /**
   * SUM in as many digits as there are: where SUM of integers overflows, their average does not.
   */
  private static final SqlAggFunction EXACT_SUM =
      new SqlAggFunction(
          "SUM",
          null,
          SqlKind.SUM,
          ReturnTypes.ARG0_NULLABLE.andThen(Averages::exactSum),
          null,
          OperandTypes.NUMERIC,
          SqlFunctionCategory.NUMERIC,
          false,
          false,
          Optionality.FORBIDDEN) {};

  private Averages() {}

  private static RelDataType exactSum(SqlOperatorBinding call, RelDataType argument) {
    RelDataTypeFactory types = call.getTypeFactory();
    RelDataType sum =
        types.createSqlType(
            SqlTypeName.DECIMAL,
            ColumnType.MAX_DECIMAL_PRECISION,
            Math.max(0, argument.getScale()));
    return types.createTypeWithNullability(sum, true);
  }

  static RelNode split(RelNode tree) {
    return tree.accept(new Averages());
  }

  @Override
  public RelNode visit(LogicalAggregate aggregate) {
    LogicalAggregate visited = (LogicalAggregate) super.visit(aggregate);
    return visited.getAggCallList().stream().anyMatch(call -> isSplit(call, visited))
        ? split(visited)
        : visited;
  }

  private static boolean isSplit(AggregateCall call, LogicalAggregate aggregate) {
    return call.getAggregation().getKind() == SqlKind.AVG
        && !call.isDistinct()
        && SqlTypeUtil.isExactNumeric(argument(call, aggregate));
  }

  private static RelDataType argument(AggregateCall call, LogicalAggregate aggregate) {
    return aggregate.getInput().getRowType().getFieldList().get(call.getArgList().get(0)).getType();
  }

  private static RelNode split(LogicalAggregate aggregate) {
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (isSplit(call, aggregate)) {
        calls.add(with(EXACT_SUM, call, aggregate));
        calls.add(with(SqlStdOperatorTable.COUNT, call, aggregate));
      } else {
        calls.add(call);
      }
    }
    RelNode sums =
        aggregate.copy(
            aggregate.getTraitSet(),
            aggregate.getInput(),
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls);
    List<RexNode> columns = new ArrayList<>();
    for (int key = 0; key < aggregate.getGroupCount(); key++) {
      columns.add(rex.makeInputRef(sums, key));
    }
    int next = columns.size();
    for (AggregateCall call : aggregate.getAggCallList()) {
      RexNode column = rex.makeInputRef(sums, next++);
      columns.add(
          isSplit(call, aggregate)
              ? quotient(call, column, rex.makeInputRef(sums, next++), rex)
              : column);
    }
    return LogicalProject.create(
        sums, List.of(), columns, aggregate.getRowType().getFieldNames(), Set.of());
  }

  private static AggregateCall with(
      SqlAggFunction function, AggregateCall average, LogicalAggregate aggregate) {
    return AggregateCall.create(
        average.getParserPosition(),
        function,
        false,
        false,
        false,
        List.of(),
        average.getArgList(),
        average.filterArg,
        null,
        average.collation,
        aggregate.hasEmptyGroup(),
        aggregate.getInput(),
        null,
        null);
  }

  private static RexNode quotient(
      AggregateCall average, RexNode sum, RexNode count, RexBuilder rex) {
    return rex.makeCall(
        average.getType(),
        SqlStdOperatorTable.DIVIDE,
        List.of(asDouble(sum, rex), asDouble(count, rex)));
  }

  private static RexNode asDouble(RexNode number, RexBuilder rex) {
    RelDataTypeFactory types = rex.getTypeFactory();
    RelDataType type =
        types.createTypeWithNullability(
            types.createSqlType(SqlTypeName.DOUBLE), number.getType().isNullable());
    return rex.makeAbstractCast(type, number, false);
  }
}
