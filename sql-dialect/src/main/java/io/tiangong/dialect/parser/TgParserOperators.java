package io.tiangong.dialect.parser;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Operators that TgSQL's grammar adds to Calcite's. */
public final class TgParserOperators {

  /** {@code a DIV b}: BIGINT quotient towards zero, NULL when the divisor is 0. */
  public static final SqlOperator DIV =
      new SqlBinaryOperator(
          "DIV",
          SqlKind.OTHER,
          SqlStdOperatorTable.DIVIDE.getLeftPrec(),
          true,
          ReturnTypes.BIGINT.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          InferTypes.FIRST_KNOWN,
          OperandTypes.NUMERIC_NUMERIC);

  /** {@code json -> path}: JSON_EXTRACT. */
  public static final SqlOperator JSON_PATH = jsonPath("->");

  /** {@code json ->> path}: JSON_UNQUOTE of JSON_EXTRACT. */
  public static final SqlOperator JSON_TEXT_PATH = jsonPath("->>");

  private static final int TIGHTEST = 80;

  private TgParserOperators() {}

  private static SqlOperator jsonPath(String arrow) {
    return new SqlBinaryOperator(
        arrow,
        SqlKind.OTHER,
        TIGHTEST,
        true,
        ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        InferTypes.FIRST_KNOWN,
        OperandTypes.STRING_STRING);
  }
}
