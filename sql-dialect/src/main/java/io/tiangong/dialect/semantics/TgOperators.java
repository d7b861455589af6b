package io.tiangong.dialect.semantics;

import io.tiangong.dialect.functions.FunctionLibrary;
import io.tiangong.dialect.parser.TgParserOperators;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlOperatorTables;

/**
 * The operators whose meaning differs from Calcite's: integer arithmetic is BIGINT, {@code /} is
 * DOUBLE, a divisor of 0 gives NULL. They exist between parsing and conversion only; {@link
 * TgConvertlets} turns them into standard operators over explicitly cast operands.
 */
public final class TgOperators {

  private static final int ADDITIVE = 40;
  private static final int MULTIPLICATIVE = 60;

  public static final SqlBinaryOperator PLUS =
      new SqlBinaryOperator(
          "+",
          SqlKind.PLUS,
          ADDITIVE,
          true,
          bigintOr(ReturnTypes.NULLABLE_SUM),
          InferTypes.FIRST_KNOWN,
          OperandTypes.PLUS_OPERATOR);

  public static final SqlBinaryOperator MINUS =
      new SqlBinaryOperator(
          "-",
          SqlKind.MINUS,
          ADDITIVE,
          true,
          bigintOr(ReturnTypes.NULLABLE_SUM),
          InferTypes.FIRST_KNOWN,
          OperandTypes.MINUS_OPERATOR);

  public static final SqlBinaryOperator MULTIPLY =
      new SqlBinaryOperator(
          "*",
          SqlKind.TIMES,
          MULTIPLICATIVE,
          true,
          bigintOr(ReturnTypes.PRODUCT_NULLABLE),
          InferTypes.FIRST_KNOWN,
          OperandTypes.MULTIPLY_OPERATOR);

  public static final SqlBinaryOperator DIVIDE =
      new SqlBinaryOperator(
          "/",
          SqlKind.DIVIDE,
          MULTIPLICATIVE,
          true,
          ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          InferTypes.FIRST_KNOWN,
          OperandTypes.NUMERIC_NUMERIC);

  public static final SqlBinaryOperator PERCENT =
      new SqlBinaryOperator(
          "%",
          SqlKind.MOD,
          MULTIPLICATIVE,
          true,
          bigintOr(ReturnTypes.NULLABLE_MOD).andThen(SqlTypeTransforms.FORCE_NULLABLE),
          InferTypes.FIRST_KNOWN,
          OperandTypes.NUMERIC_NUMERIC);

  public static final SqlPrefixOperator NEGATE =
      new SqlPrefixOperator(
          "-",
          SqlKind.MINUS_PREFIX,
          SqlStdOperatorTable.UNARY_MINUS.getLeftPrec(),
          bigintOr(ReturnTypes.ARG0),
          InferTypes.RETURN_TYPE,
          OperandTypes.NUMERIC_OR_INTERVAL);

  private TgOperators() {}

  /** Ours first, then the standard's. */
  public static SqlOperatorTable table() {
    return SqlOperatorTables.chain(
        SqlOperatorTables.of(FunctionLibrary.operators()),
        SqlOperatorTables.of(
            List.<SqlOperator>of(
                PLUS,
                MINUS,
                MULTIPLY,
                DIVIDE,
                TgParserOperators.DIV,
                PERCENT,
                NEGATE,
                SqlLibraryOperators.TRY_CAST)),
        SqlStdOperatorTable.instance());
  }

  private static SqlReturnTypeInference bigintOr(SqlReturnTypeInference otherwise) {
    return binding -> {
      List<RelDataType> operands = binding.collectOperandTypes();
      if (!operands.stream().allMatch(SqlTypeUtil::isIntType)) {
        return otherwise.inferReturnType(binding);
      }
      RelDataType bigint = binding.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
      return SqlTypeTransforms.TO_NULLABLE.transformType(binding, bigint);
    };
  }
}
