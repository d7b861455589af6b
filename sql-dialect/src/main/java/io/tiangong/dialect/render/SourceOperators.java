package io.tiangong.dialect.render;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.util.Optionality;

/** Operators of the sources' SQL that lowered trees use; typed by the tree, not by inference. */
final class SourceOperators {

  private static final int MULTIPLICATIVE = 60;

  static final SqlOperator NULLIF = function("NULLIF");
  static final SqlOperator DATE_TRUNC = function("DATE_TRUNC");
  static final SqlOperator TO_MONTHS = function("TO_MONTHS");
  static final SqlOperator TO_MICROSECONDS = function("TO_MICROSECONDS");
  static final SqlOperator LENGTH = function("LENGTH");
  static final SqlOperator LEFT = function("LEFT");
  static final SqlOperator REMAINDER = binary("%");
  static final SqlOperator INTEGER_DIVIDE = binary("//");
  static final SqlOperator ADD_INTERVAL =
      new SqlBinaryOperator(
          "+", SqlKind.OTHER, 40, true, ReturnTypes.ARG0_NULLABLE, null, OperandTypes.VARIADIC);

  /** The UTF-8 bytes of a text, in MySQL. */
  static final SqlOperator UTF8_BYTES =
      new SqlFunction(
          "UTF8_BYTES",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0,
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION) {
        @Override
        public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
          writer.print("BINARY CONVERT(");
          call.operand(0).unparse(writer, 0, 0);
          writer.print(" USING utf8mb4)");
        }
      };

  /** SUM of integers that fails where BIGINT ends; DuckDB's own is 128 bits wide. */
  static final SqlAggFunction BIGINT_SUM =
      new Aggregate(ReturnTypes.AGG_SUM, "CAST(SUM(", ") AS BIGINT)");

  /** SUM of integers over no rows is 0. */
  static final SqlAggFunction BIGINT_SUM0 =
      new Aggregate(ReturnTypes.AGG_SUM_EMPTY_IS_ZERO, "CAST(COALESCE(SUM(", "), 0) AS BIGINT)");

  /** SUM over no rows is 0. */
  static final SqlAggFunction SUM0 =
      new Aggregate(ReturnTypes.AGG_SUM_EMPTY_IS_ZERO, "COALESCE(SUM(", "), 0)");

  /** The value of a scalar sub-query; more than one row is an error. */
  static final SqlAggFunction SINGLE_VALUE =
      new Aggregate(
          ReturnTypes.ARG0_NULLABLE_IF_EMPTY,
          "CASE WHEN COUNT(*) > 1 THEN error('More than one row returned by a subquery used as an expression')"
              + " ELSE ANY_VALUE(",
          ") END");

  private SourceOperators() {}

  private static SqlFunction function(String name) {
    return new SqlFunction(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0_NULLABLE,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  private static SqlBinaryOperator binary(String symbol) {
    return new SqlBinaryOperator(
        symbol,
        SqlKind.OTHER,
        MULTIPLICATIVE,
        true,
        ReturnTypes.ARG0_NULLABLE,
        null,
        OperandTypes.VARIADIC);
  }

  /** An aggregate function that is written with text around its argument. */
  private static final class Aggregate extends SqlAggFunction {
    private final String before;
    private final String after;

    Aggregate(SqlReturnTypeInference type, String before, String after) {
      super(
          before,
          null,
          SqlKind.OTHER_FUNCTION,
          type,
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION,
          false,
          false,
          Optionality.FORBIDDEN);
      this.before = before;
      this.after = after;
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
      writer.print(before);
      if (call.getFunctionQuantifier() != null) {
        call.getFunctionQuantifier().unparse(writer, 0, 0);
      }
      for (SqlNode operand : call.getOperandList()) {
        operand.unparse(writer, 0, 0);
      }
      writer.print(after);
    }
  }
}
