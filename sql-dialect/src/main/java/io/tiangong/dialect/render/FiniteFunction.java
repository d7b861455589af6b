package io.tiangong.dialect.render;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * The value of its operand; an error or NULL where it is infinite or no number.
 *
 * <p>DuckDB has no such function. A small operand is written twice, of which DuckDB computes one; a
 * large one is bound by a lambda, eight times slower, so that texts don't grow exponentially.
 */
final class FiniteFunction extends SqlFunction {

  private static final int SMALL = 12;
  private static final String ERROR =
      "error('NUMERIC_VALUE_OUT_OF_RANGE: a floating-point result is out of range')";

  private final String otherwise;

  private FiniteFunction(String name, String otherwise) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.otherwise = otherwise;
  }

  static FiniteFunction orError() {
    return new FiniteFunction("FINITE", ERROR);
  }

  static FiniteFunction orNoDate() {
    return new FiniteFunction(
        "FINITE_DATE", "error('INVALID_CAST: a date is finite; NULL means none')");
  }

  static FiniteFunction orNull() {
    return new FiniteFunction("FINITE_OR_NULL", "NULL");
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    SqlNode operand = call.operand(0);
    if (isSmall(operand)) {
      writer.print("CASE WHEN isfinite(");
      operand.unparse(writer, 0, 0);
      writer.print(") IS FALSE THEN " + otherwise + " ELSE ");
      operand.unparse(writer, 0, 0);
      writer.print(" END");
    } else {
      writer.print("list_transform([");
      operand.unparse(writer, 0, 0);
      writer.print(
          "], lambda v: CASE WHEN isfinite(v) IS FALSE THEN " + otherwise + " ELSE v END)[1]");
    }
    writer.setNeedWhitespace(true);
  }

  private static boolean isSmall(SqlNode operand) {
    Size size = new Size();
    operand.accept(size);
    return size.calls <= SMALL;
  }

  /** Counts calls; one that is written twice counts for many. */
  private static final class Size extends SqlBasicVisitor<Void> {
    private int calls;

    @Override
    public Void visit(SqlCall call) {
      calls += call.getOperator() instanceof FiniteFunction ? SMALL : 1;
      return calls > SMALL ? null : super.visit(call);
    }
  }
}
