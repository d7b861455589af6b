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

/** Operators of the sources' SQL that lowered trees use; typed by the tree, not by inference. */
final class SourceOperators {

  private static final int MULTIPLICATIVE = 60;

  static final SqlOperator NULLIF = function("NULLIF");
  static final SqlOperator COALESCE = function("COALESCE");
  static final SqlOperator DATE_TRUNC = function("DATE_TRUNC");
  static final SqlOperator TO_MONTHS = function("TO_MONTHS");
  static final SqlOperator TO_MICROSECONDS = function("TO_MICROSECONDS");
  static final SqlOperator LENGTH = function("LENGTH");
  static final SqlOperator LEFT = function("LEFT");
  static final SqlOperator TRY = function("TRY");
  static final SqlOperator ENCODE = function("ENCODE");
  static final SqlOperator DECODE = function("DECODE");
  static final SqlOperator REMAINDER = binary("%");
  static final SqlOperator INTEGER_DIVIDE = binary("//");
  static final SqlOperator ADD_INTERVAL =
      new SqlBinaryOperator(
          "+", SqlKind.OTHER, 40, true, ReturnTypes.ARG0_NULLABLE, null, OperandTypes.VARIADIC);

  /** A DOUBLE, or an error when it is infinite or no number. */
  static final SqlOperator FINITE = FiniteFunction.orError();

  /** A DATE or TIMESTAMP, or an error when it is infinite. */
  static final SqlOperator FINITE_DATE = FiniteFunction.orNoDate();

  /** A DOUBLE, DATE or TIMESTAMP, or NULL when it is infinite or no number. */
  static final SqlOperator FINITE_OR_NULL = FiniteFunction.orNull();

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
          writer.setNeedWhitespace(true);
        }
      };

  /** The value of a scalar sub-query; more than one row is an error. */
  static final SqlAggFunction SINGLE_VALUE =
      AggregateFunction.of(
          "CASE WHEN COUNT(*) > 1 THEN error('More than one row returned by a subquery used as an expression')"
              + " ELSE ANY_VALUE(",
          ") END",
          ReturnTypes.ARG0_NULLABLE_IF_EMPTY);

  /** COUNT of several columns: of the rows in which none is NULL. */
  static final SqlAggFunction COUNT_ROWS = AggregateFunction.of("COUNT(", ")", ReturnTypes.BIGINT);

  /** {@code (a, b)} as one value, NULL when one of them is. */
  static final SqlOperator WHOLE_ROW =
      new SqlFunction(
          "WHOLE_ROW",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.BOOLEAN_NULLABLE,
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION) {
        @Override
        public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
          writer.print("CASE WHEN ");
          for (SqlNode operand : call.getOperandList()) {
            operand.unparse(writer, 0, 0);
            writer.print("IS NOT NULL AND ");
          }
          writer.print("TRUE THEN ");
          SqlWriter.Frame frame = writer.startList("ROW(", ")");
          for (SqlNode operand : call.getOperandList()) {
            writer.sep(",");
            operand.unparse(writer, 0, 0);
          }
          writer.endList(frame);
          writer.print(" END");
          writer.setNeedWhitespace(true);
        }
      };

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
}
