package io.tiangong.dialect.semantics;

import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Replaces the parser's arithmetic operators by TgSQL's. */
public final class OperatorRewrite extends SqlShuttle {

  private static final Map<SqlOperator, SqlOperator> OURS =
      Map.of(
          SqlStdOperatorTable.PLUS, TgOperators.PLUS,
          SqlStdOperatorTable.MINUS, TgOperators.MINUS,
          SqlStdOperatorTable.MULTIPLY, TgOperators.MULTIPLY,
          SqlStdOperatorTable.DIVIDE, TgOperators.DIVIDE,
          SqlStdOperatorTable.PERCENT_REMAINDER, TgOperators.PERCENT);

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlCall rewritten) {
      SqlOperator ours =
          isModulo(rewritten) ? TgOperators.PERCENT : OURS.get(rewritten.getOperator());
      if (ours != null) {
        return ours.createCall(rewritten.getParserPosition(), rewritten.getOperandList());
      }
    }
    return visited;
  }

  /** {@code MOD(a, b)} is a name to the parser. */
  private static boolean isModulo(SqlCall call) {
    return call.getOperator() instanceof SqlUnresolvedFunction
        && call.operandCount() == 2
        && call.getOperator().getName().equalsIgnoreCase("MOD");
  }
}
