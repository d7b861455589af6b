package io.tiangong.dialect.render;

import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.util.Optionality;

/** An aggregate or window function of DuckDB, written with text around and after its arguments. */
final class AggregateFunction extends SqlAggFunction {

  private final String before;
  private final String after;
  private final boolean framed;

  private AggregateFunction(
      String before, String after, SqlReturnTypeInference type, boolean framed) {
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
    this.framed = framed;
  }

  /**
   * @param before with its opening parenthesis
   * @param after with its closing parenthesis
   */
  static AggregateFunction of(String before, String after, SqlReturnTypeInference type) {
    return new AggregateFunction(before, after, type, true);
  }

  /** The same function over a window, with the rows of NULL left out. */
  static AggregateFunction window(SqlAggFunction function, boolean ignoreNulls) {
    return new AggregateFunction(
        function.getName() + "(",
        ignoreNulls ? " IGNORE NULLS)" : ")",
        opBinding -> function.inferReturnType(opBinding),
        function.allowsFraming());
  }

  @Override
  public boolean allowsFraming() {
    return framed;
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    writer.print(before);
    if (call.getFunctionQuantifier() != null) {
      call.getFunctionQuantifier().unparse(writer, 0, 0);
    }
    List<SqlNode> operands = call.getOperandList();
    for (int i = 0; i < operands.size(); i++) {
      if (i > 0) {
        writer.print(", ");
      }
      operands.get(i).unparse(writer, 0, 0);
    }
    writer.print(after);
    writer.setNeedWhitespace(true);
  }
}
