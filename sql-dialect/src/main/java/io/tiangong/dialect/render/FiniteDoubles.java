package io.tiangong.dialect.render;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Makes floating-point results that leave the range an error: DuckDB would go on with infinity.
 *
 * <p>Infinity and NaN survive every sum, difference and product and stay in the dividend of a
 * quotient, so that only the outermost operation of such a chain is tested, and none whose operands
 * are too small to leave the range.
 */
final class FiniteDoubles {

  private static final int LARGEST_EXPONENT = 300;
  private static final long UNBOUNDED = Integer.MAX_VALUE;

  private final RexBuilder rex;

  FiniteDoubles(RexBuilder rex) {
    this.rex = rex;
  }

  /** The test around a floating-point expression; other expressions stay. */
  RexNode finite(RexNode expression) {
    return SqlTypeUtil.isApproximateNumeric(expression.getType())
        ? rex.makeCall(expression.getType(), SourceOperators.FINITE, List.of(expression))
        : expression;
  }

  /** A sum, difference, product or quotient of lowered operands. */
  RexNode arithmetic(RexNode node) {
    if (!(node instanceof RexCall call) || !SqlTypeUtil.isApproximateNumeric(call.getType())) {
      return node;
    }
    boolean quotient = call.getKind() == SqlKind.DIVIDE;
    RexNode left = untested(call.getOperands().get(0));
    RexNode right = call.getOperands().get(1);
    RexNode chain =
        rex.makeCall(
            call.getType(), call.getOperator(), List.of(left, quotient ? right : untested(right)));
    return exponent(chain) < LARGEST_EXPONENT ? chain : finite(chain);
  }

  private static RexNode untested(RexNode operand) {
    return isTested(operand) ? ((RexCall) operand).getOperands().get(0) : operand;
  }

  private static boolean isTested(RexNode operand) {
    return operand instanceof RexCall call && call.getOperator().equals(SourceOperators.FINITE);
  }

  /** An upper bound of the decimal exponent of an expression's values. */
  private static long exponent(RexNode expression) {
    RelDataType type = expression.getType();
    if (SqlTypeUtil.isExactNumeric(type)) {
      return (long) type.getPrecision() - type.getScale();
    } else if (expression instanceof RexLiteral literal
        && literal.getValue() instanceof Number value) {
      return 1 + (long) Math.ceil(Math.log10(Math.abs(value.doubleValue()) + 1));
    }
    return expression instanceof RexCall call ? exponent(call) : UNBOUNDED;
  }

  private static long exponent(RexCall call) {
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case CAST ->
          SqlTypeUtil.isExactNumeric(operands.get(0).getType())
              ? exponent(operands.get(0))
              : UNBOUNDED;
      case PLUS, MINUS -> 1 + Math.max(exponent(operands.get(0)), exponent(operands.get(1)));
      case TIMES -> exponent(operands.get(0)) + exponent(operands.get(1));
      case DIVIDE -> exponent(operands.get(0)) + fraction(operands.get(1));
      default -> UNBOUNDED;
    };
  }

  /** By how many digits a division can make a number larger. */
  private static long fraction(RexNode divisor) {
    if (divisor instanceof RexCall call
        && (call.getOperator().equals(SourceOperators.NULLIF) || call.isA(SqlKind.CAST))) {
      return fraction(call.getOperands().get(0));
    } else if (divisor instanceof RexLiteral literal
        && literal.getValue() instanceof Number value) {
      return value.doubleValue() == 0
          ? 0
          : (long) Math.max(0, -Math.floor(Math.log10(Math.abs(value.doubleValue()))));
    }
    return SqlTypeUtil.isExactNumeric(divisor.getType()) ? divisor.getType().getScale() : UNBOUNDED;
  }
}
