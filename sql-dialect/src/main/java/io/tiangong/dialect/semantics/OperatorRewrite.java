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
          SqlStdOperatorTable.PERCENT_REMAINDER, TgOperators.PERCENT,
          SqlStdOperatorTable.UNARY_MINUS, TgOperators.NEGATE);

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlCall rewritten) {
      if (rewritten.getOperator() instanceof SqlUnresolvedFunction) {
        SqlNode known = NamedForms.rewrite(rewritten);
        return known instanceof SqlCall form ? ours(form) : known;
      }
      SqlNode known = InfixForms.rewrite(rewritten);
      return known instanceof SqlCall form ? ours(form) : known;
    }
    return visited;
  }

  private static SqlNode ours(SqlCall call) {
    SqlOperator ours = OURS.get(call.getOperator());
    return ours == null ? call : ours.createCall(call.getParserPosition(), call.getOperandList());
  }
}
