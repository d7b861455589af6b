package io.tiangong.dialect.semantics;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Replaces the parser's arithmetic operators by TgSQL's. */
public final class OperatorRewrite extends SqlShuttle {

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlCall rewritten) {
      SqlOperator ours = replacement(rewritten);
      if (ours != null) {
        List<SqlNode> operands = rewritten.getOperandList();
        return ours.createCall(rewritten.getParserPosition(), operands);
      }
    }
    return visited;
  }

  private static @Nullable SqlOperator replacement(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (operator == SqlStdOperatorTable.PLUS) {
      return TgOperators.PLUS;
    } else if (operator == SqlStdOperatorTable.MINUS) {
      return TgOperators.MINUS;
    } else if (operator == SqlStdOperatorTable.MULTIPLY) {
      return TgOperators.MULTIPLY;
    } else if (operator == SqlStdOperatorTable.DIVIDE) {
      return TgOperators.DIVIDE;
    } else if (operator == SqlStdOperatorTable.PERCENT_REMAINDER) {
      return TgOperators.PERCENT;
    }
    return operator == SqlStdOperatorTable.MOD ? TgOperators.MOD : null;
  }
}
