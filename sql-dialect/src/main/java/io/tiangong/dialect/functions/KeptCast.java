package io.tiangong.dialect.functions;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * The value of a cast, in trees: keeps Calcite from dropping it below another cast because no value
 * gets lost. It shows: 1 as a DECIMAL(3, 2) is the text 1.00.
 */
public final class KeptCast extends SqlFunction {

  public static final KeptCast OPERATOR = new KeptCast();

  private KeptCast() {
    super(
        "KEPT",
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0,
        null,
        OperandTypes.ANY,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    call.operand(0).unparse(writer, leftPrec, rightPrec);
  }
}
