package io.tiangong.dialect.semantics;

import java.math.BigDecimal;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * Builds expressions in which a literal is cast at planning time only if its value stays what it
 * is. All other casts are the engine's, so that a constant is answered as a column is: Calcite
 * writes numbers otherwise, rounds otherwise and lets integers overflow.
 */
public final class TgRexBuilder extends RexBuilder {

  /** What a DOUBLE holds exactly: then the cast rounds once, as reading the digits does. */
  private static final int EXACT_DIGITS = 15;

  private static final int EXACT_SCALE = 22;

  public TgRexBuilder(TgTypes types) {
    super(types);
  }

  /** Keeps a planner from computing constants in Java. */
  public static void leaveConstants(RelOptPlanner planner) {
    planner.setExecutor((rex, constants, reduced) -> reduced.addAll(constants));
  }

  @Override
  public RexNode makeCast(
      SqlParserPos pos,
      RelDataType type,
      RexNode expression,
      boolean matchNullability,
      boolean safe,
      @Nullable RexLiteral format) {
    if (!(expression instanceof RexLiteral literal) || literal.isNull()) {
      return super.makeCast(pos, type, expression, matchNullability, safe, format);
    } else if (type.getSqlTypeName() == SqlTypeName.DOUBLE
        && SqlTypeUtil.isExactNumeric(literal.getType())
        && literal.getValue() instanceof BigDecimal value
        && isExact(value)) {
      return makeApproxLiteral(value, getTypeFactory().createTypeWithNullability(type, false));
    }
    return keeps(literal, type)
        ? super.makeCast(pos, type, expression, matchNullability, safe, format)
        : makeAbstractCast(pos, type, expression, safe, format);
  }

  private static boolean keeps(RexLiteral literal, RelDataType type) {
    RelDataType from = literal.getType();
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL ->
          SqlTypeUtil.isInterval(from) || fits(literal, type);
      case CHAR, VARCHAR -> literal.getValue() instanceof NlsString text && fits(text, type);
      case BINARY, VARBINARY -> SqlTypeUtil.isBinary(from) && isUnbounded(type);
      case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          from.getSqlTypeName() == type.getSqlTypeName()
              && from.getPrecision() <= type.getPrecision();
      case BOOLEAN, DATE, REAL, FLOAT, DOUBLE -> from.getSqlTypeName() == type.getSqlTypeName();
      default -> true;
    };
  }

  private static boolean fits(RexLiteral literal, RelDataType type) {
    if (!SqlTypeUtil.isExactNumeric(literal.getType())
        || !(literal.getValue() instanceof BigDecimal value)) {
      return false;
    }
    BigDecimal least = value.stripTrailingZeros();
    if (SqlTypeUtil.isDecimal(type)) {
      int digits = least.precision() - least.scale();
      return least.scale() <= type.getScale() && digits <= type.getPrecision() - type.getScale();
    }
    return least.scale() <= 0 && value.toBigInteger().bitLength() < bits(type.getSqlTypeName());
  }

  private static int bits(SqlTypeName integer) {
    return switch (integer) {
      case TINYINT -> Byte.SIZE;
      case SMALLINT -> Short.SIZE;
      case INTEGER -> Integer.SIZE;
      default -> Long.SIZE;
    };
  }

  private static boolean isExact(BigDecimal value) {
    return value.precision() <= EXACT_DIGITS && Math.abs(value.scale()) <= EXACT_SCALE;
  }

  private static boolean fits(NlsString text, RelDataType type) {
    String value = text.getValue();
    return isUnbounded(type) || value.codePointCount(0, value.length()) <= type.getPrecision();
  }

  private static boolean isUnbounded(RelDataType type) {
    return type.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
        || type.getPrecision() == Integer.MAX_VALUE;
  }
}
