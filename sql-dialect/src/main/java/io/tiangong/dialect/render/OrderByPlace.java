package io.tiangong.dialect.render;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Litmus;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Orders by a column's place in the answer where it has one: in ORDER BY, the name of a column of
 * the input may be taken for the alias of another column of the answer. Constants, which order
 * nothing, are left out: DuckDB refuses them.
 */
final class OrderByPlace extends SqlBasicVisitor<@Nullable Void> {

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getOrderList() != null) {
      List<SqlNode> keys = new ArrayList<>();
      for (SqlNode key : select.getOrderList()) {
        if (!isConstant(key)) {
          keys.add(placed(key, select.getSelectList()));
        }
      }
      select.setOrderBy(
          keys.isEmpty() ? null : new SqlNodeList(keys, select.getOrderList().getParserPosition()));
    }
    return super.visit(call);
  }

  /** A number is a place: Calcite has written constant numbers as text. */
  private static boolean isConstant(SqlNode key) {
    return isDirected(key)
        ? isConstant(((SqlCall) key).operand(0))
        : key instanceof SqlLiteral && !(key instanceof SqlNumericLiteral);
  }

  private static boolean isDirected(SqlNode key) {
    return key.getKind() == SqlKind.DESCENDING
        || key.getKind() == SqlKind.NULLS_FIRST
        || key.getKind() == SqlKind.NULLS_LAST;
  }

  private static SqlNode placed(SqlNode key, SqlNodeList columns) {
    if (isDirected(key)) {
      SqlCall call = (SqlCall) key;
      return call.getOperator()
          .createCall(call.getParserPosition(), placed(call.operand(0), columns));
    }
    for (int i = 0; i < columns.size(); i++) {
      SqlNode column = columns.get(i);
      SqlNode expression = column.getKind() == SqlKind.AS ? ((SqlCall) column).operand(0) : column;
      if (key.getKind() == SqlKind.IDENTIFIER && key.equalsDeep(expression, Litmus.IGNORE)) {
        return SqlLiteral.createExactNumeric(Integer.toString(i + 1), SqlParserPos.ZERO);
      }
    }
    return key;
  }
}
