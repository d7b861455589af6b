package io.tiangong.dialect.semantics;

import io.tiangong.dialect.functions.KeptCast;
import io.tiangong.dialect.functions.TimestampDifference;
import io.tiangong.dialect.parser.TgParserOperators;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@link TgOperators} into standard operators whose operands are cast so that they mean the
 * same.
 */
public final class TgConvertlets implements SqlRexConvertletTable {

  /** Integer division of converted trees: BIGINT by BIGINT, towards zero, 0 gives NULL. */
  public static final SqlFunction INTEGER_DIVIDE =
      new SqlFunction(
          "INTEGER_DIVIDE",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.BIGINT_FORCE_NULLABLE,
          null,
          OperandTypes.NUMERIC_NUMERIC,
          org.apache.calcite.sql.SqlFunctionCategory.NUMERIC);

  private static final Map<SqlOperator, SqlOperator> STANDARD =
      Map.of(
          TgOperators.PLUS, SqlStdOperatorTable.PLUS,
          TgOperators.MINUS, SqlStdOperatorTable.MINUS,
          TgOperators.MULTIPLY, SqlStdOperatorTable.MULTIPLY,
          TgOperators.DIVIDE, SqlStdOperatorTable.DIVIDE,
          TgParserOperators.DIV, INTEGER_DIVIDE,
          TgOperators.PERCENT, SqlStdOperatorTable.MOD,
          TgOperators.NEGATE, SqlStdOperatorTable.UNARY_MINUS);

  private static final Set<SqlKind> AVERAGES =
      Set.of(
          SqlKind.AVG, SqlKind.STDDEV_POP, SqlKind.STDDEV_SAMP, SqlKind.VAR_POP, SqlKind.VAR_SAMP);

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    if (AVERAGES.contains(call.getKind())) {
      // Calcite would make sums and counts of them, of other types than ours.
      return (context, average) ->
          StandardConvertletTable.INSTANCE.convertAggregateFunction(
              context, (SqlAggFunction) average.getOperator(), average);
    }
    if (call.getOperator().equals(SqlStdOperatorTable.INTERVAL)) {
      return TgConvertlets::interval;
    } else if (call.getKind() == SqlKind.TIMESTAMP_DIFF) {
      return TgConvertlets::difference;
    }
    if (call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST) {
      return TgConvertlets::cast;
    }
    SqlOperator standard = STANDARD.get(call.getOperator());
    return standard == null
        ? StandardConvertletTable.INSTANCE.get(call)
        : (context, ours) -> convert(context, ours, standard);
  }

  private static RexNode cast(SqlRexContext context, SqlCall call) {
    return JsonCasts.is(context, call)
        ? JsonCasts.convert(context, call)
        : kept(
            context,
            Objects.requireNonNull(StandardConvertletTable.INSTANCE.get(call))
                .convertCall(context, call));
  }

  private static RexNode kept(SqlRexContext context, RexNode cast) {
    return cast instanceof RexCall rex && rex.isA(SqlKind.CAST) && isOtherForm(rex)
        ? context.getRexBuilder().makeCall(cast.getType(), KeptCast.OPERATOR, List.of(cast))
        : cast;
  }

  /** Whether a value may look otherwise. Casts of constants to other than FLOAT are computed. */
  private static boolean isOtherForm(RexCall cast) {
    RexNode operand = cast.getOperands().get(0);
    boolean computed = operand instanceof RexLiteral || operand instanceof RexDynamicParam;
    return (!computed || cast.getType().getSqlTypeName() == SqlTypeName.REAL)
        && !SqlTypeUtil.isIntType(cast.getType())
        && !SqlTypeUtil.inCharFamily(cast.getType())
        && !SqlTypeUtil.equalSansNullability(operand.getType(), cast.getType());
  }

  /** {@code INTERVAL n DAY} is n times a day. */
  private static RexNode interval(SqlRexContext context, SqlCall call) {
    RexNode unit =
        context.convertExpression(
            SqlLiteral.createInterval(1, "1", call.operand(1), call.getParserPosition()));
    RexNode times = context.convertExpression(call.operand(0));
    return context
        .getRexBuilder()
        .makeCall(unit.getType(), SqlStdOperatorTable.MULTIPLY, List.of(unit, times));
  }

  /** Whole units between two dates. */
  private static RexNode difference(SqlRexContext context, SqlCall call) {
    SqlIntervalQualifier unit = call.operand(0);
    return context
        .getRexBuilder()
        .makeCall(
            context.getValidator().getValidatedNodeType(call),
            TimestampDifference.in(unit.getUnit()),
            List.of(
                context.convertExpression(call.operand(1)),
                context.convertExpression(call.operand(2))));
  }

  private static RexNode convert(SqlRexContext context, SqlCall call, SqlOperator standard) {
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    if (!SqlTypeUtil.isNumeric(type)) {
      return convertTemporal(context, call, standard, type);
    }
    RexBuilder rex = context.getRexBuilder();
    List<RexNode> operands =
        call.getOperandList().stream().map(context::convertExpression).toList();
    SqlTypeName common = operandType(standard, type, operands);
    List<RexNode> cast =
        common == null ? operands : operands.stream().map(o -> castTo(rex, o, common)).toList();
    return rex.makeCall(type, standard, cast);
  }

  /** The type that operands are cast to; null: they stay, the standard operator is exact. */
  private static @Nullable SqlTypeName operandType(
      SqlOperator standard, RelDataType result, List<RexNode> operands) {
    boolean integers = operands.stream().allMatch(o -> SqlTypeUtil.isIntType(o.getType()));
    if (standard.equals(INTEGER_DIVIDE) && !integers) {
      throw new QueryException(
          ErrorCode.TYPE_MISMATCH, "DIV divides integers; CAST its operands or use /");
    }
    return switch (result.getSqlTypeName()) {
      case DOUBLE -> SqlTypeName.DOUBLE;
      case BIGINT -> integers ? SqlTypeName.BIGINT : null;
      default -> null;
    };
  }

  private static RexNode castTo(RexBuilder rex, RexNode operand, SqlTypeName name) {
    if (operand.getType().getSqlTypeName() == name) {
      return operand;
    }
    RelDataTypeFactory types = rex.getTypeFactory();
    RelDataType target =
        types.createTypeWithNullability(types.createSqlType(name), operand.getType().isNullable());
    return rex.makeCast(target, operand);
  }

  /** Dates and intervals: Calcite's own conversion. */
  private static RexNode convertTemporal(
      SqlRexContext context, SqlCall call, SqlOperator standard, RelDataType type) {
    SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
    SqlCall standardCall = standard.createCall(call.getParserPosition(), operands);
    context.getValidator().setValidatedNodeType(standardCall, type);
    SqlRexConvertlet convertlet = StandardConvertletTable.INSTANCE.get(standardCall);
    if (convertlet == null) {
      throw new IllegalStateException("no convertlet for " + standard);
    }
    return convertlet.convertCall(context, standardCall);
  }
}
