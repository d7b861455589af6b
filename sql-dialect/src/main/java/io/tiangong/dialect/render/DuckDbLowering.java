package io.tiangong.dialect.render;

import com.google.common.collect.ImmutableSet;
import io.tiangong.dialect.functions.TgAggregates;
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
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;

/** Rewrites a tree so that DuckDB's reading of it is TgSQL's. */
final class DuckDbLowering extends RelHomogeneousShuttle {

  private final RexBuilder rex;
  private final DuckDbExpressions expressions;

  private DuckDbLowering(RexBuilder rex) {
    this.rex = rex;
    this.expressions = new DuckDbExpressions(rex);
  }

  static RelNode lower(RelNode tree) {
    RelNode lowered = tree.accept(new DuckDbLowering(tree.getCluster().getRexBuilder()));
    return castOutput(lowered, tree.getRowType());
  }

  @Override
  public RelNode visit(RelNode node) {
    if (node instanceof Values values) {
      return values(values);
    }
    return super.visit(node).accept(expressions);
  }

  /** A column without a value gets its type by a cast. */
  private RelNode values(Values values) {
    values.getTuples().forEach(row -> row.forEach(expressions::visitLiteral));
    List<RexNode> columns = new ArrayList<>(rex.identityProjects(values.getRowType()));
    boolean changed = false;
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      if (values.getTuples().stream().allMatch(row -> row.get(column).isNull())) {
        columns.set(i, rex.makeAbstractCast(columns.get(i).getType(), columns.get(i), false));
        changed = true;
      }
    }
    return changed ? project(values, columns, values.getRowType()) : values;
  }

  @Override
  public RelNode visit(LogicalAggregate aggregate) {
    RelNode input = apart(aggregate.getInput().accept(this), aggregate.getGroupSet());
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (isCountOfSeveral(call)) {
        input = withWholeRow(input, call.getArgList());
        calls.add(countRows(call, input.getRowType().getFieldCount() - 1));
      } else {
        calls.add(lowered(call));
      }
    }
    RelNode lowered =
        aggregate.copy(
            aggregate.getTraitSet(),
            input,
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls);
    return finished(lowered, aggregate);
  }

  /**
   * A SELECT of its own for what is computed before it is grouped: DuckDB does not always know the
   * expression of GROUP BY again where SELECT uses it. A literal, which GROUP BY reads as a
   * column's place, becomes a cast.
   */
  private RelNode apart(RelNode input, ImmutableBitSet keys) {
    if (!(input instanceof LogicalProject project)
        || !(project.containsOver()
            || keys.asList().stream().anyMatch(key -> isMade(project, key)))) {
      return input;
    }
    List<RexNode> columns = new ArrayList<>(project.getProjects());
    for (int key : keys) {
      RexNode column = columns.get(key);
      if (column instanceof RexLiteral) {
        columns.set(key, rex.makeAbstractCast(column.getType(), column, false));
      }
    }
    return new LogicalFilter(
        input.getCluster(),
        input.getTraitSet(),
        project(project.getInput(), columns, project.getRowType()),
        rex.makeLiteral(true),
        ImmutableSet.of());
  }

  private static boolean isMade(LogicalProject project, int column) {
    return !(project.getProjects().get(column) instanceof RexInputRef);
  }

  /** What DuckDB's aggregates leave to do: their types are wider, their overflows silent. */
  private RelNode finished(RelNode lowered, LogicalAggregate aggregate) {
    List<RexNode> results = new ArrayList<>(rex.identityProjects(lowered.getRowType()));
    int keys = aggregate.getGroupCount();
    boolean changed = false;
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      RexNode raw = results.get(keys + i);
      AggregateCall call = aggregate.getAggCallList().get(i);
      boolean exact =
          call.getArgList().stream()
              .map(a -> aggregate.getInput().getRowType().getFieldList().get(a).getType())
              .allMatch(SqlTypeUtil::isExactNumeric);
      RexNode result =
          call.getAggregation().getKind() == SqlKind.LITERAL_AGG
              ? call.rexList.get(0)
              : expressions.aggregate(call.getAggregation().getKind(), exact, raw);
      changed |= !result.equals(raw);
      results.set(keys + i, result);
    }
    return changed ? project(lowered, results, aggregate.getRowType()) : lowered;
  }

  private static boolean isCountOfSeveral(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.COUNT && call.getArgList().size() > 1;
  }

  private RelNode withWholeRow(RelNode input, List<Integer> columns) {
    List<RexNode> all = new ArrayList<>(rex.identityProjects(input.getRowType()));
    List<RexNode> row = columns.stream().map(all::get).toList();
    all.add(rex.makeCall(SourceOperators.WHOLE_ROW, row));
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    names.add("row" + names.size());
    return LogicalProject.create(input, List.of(), all, names, java.util.Set.of());
  }

  /** A constant aggregate becomes a count, in whose place its constant is put afterwards. */
  private AggregateCall lowered(AggregateCall call) {
    RelDataType type =
        call.getAggregation().getKind() == SqlKind.LITERAL_AGG
            ? rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT)
            : call.getType();
    return withFunction(call, function(call), call.getArgList(), type);
  }

  private static AggregateCall countRows(AggregateCall call, int row) {
    return withFunction(call, SourceOperators.COUNT_ROWS, List.of(row), call.getType());
  }

  private static SqlAggFunction function(AggregateCall call) {
    return switch (call.getAggregation().getKind()) {
      case SUM0 -> SqlStdOperatorTable.SUM;
      case LITERAL_AGG -> SqlStdOperatorTable.COUNT;
      case SINGLE_VALUE -> SourceOperators.SINGLE_VALUE;
      case SUM,
          COUNT,
          MIN,
          MAX,
          AVG,
          ANY_VALUE,
          GROUPING,
          GROUPING_ID,
          STDDEV_POP,
          STDDEV_SAMP,
          VAR_POP,
          VAR_SAMP,
          BIT_AND,
          BIT_OR,
          BIT_XOR,
          LISTAGG,
          PERCENTILE_CONT,
          PERCENTILE_DISC ->
          call.getAggregation();
      case OTHER_FUNCTION -> library(call.getAggregation());
      default ->
          throw new QueryException(
              ErrorCode.NOT_SUPPORTED,
              "aggregate function " + call.getAggregation().getName() + " is not supported");
    };
  }

  private static SqlAggFunction library(SqlAggFunction function) {
    return AggregateFunction.of(
        function.equals(TgAggregates.MEDIAN) ? "MEDIAN(" : "APPROX_QUANTILE(",
        ")",
        ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE));
  }

  private static AggregateCall withFunction(
      AggregateCall call, SqlAggFunction function, List<Integer> arguments, RelDataType type) {
    return AggregateCall.create(
        call.getParserPosition(),
        function,
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        function.getKind() == SqlKind.COUNT ? List.of() : call.rexList,
        arguments,
        call.filterArg,
        call.distinctKeys,
        call.collation,
        type,
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
