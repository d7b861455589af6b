package io.tiangong.dialect.semantics;

import io.tiangong.dialect.functions.FunctionLibrary;
import io.tiangong.dialect.parser.TgParserOperators;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TextPosition;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Syntax that stands for functions of the library: REGEXP, RLIKE, arrows, JSON_VALUE. */
final class InfixForms {

  private static final int WITH_RETURNING = 4;

  private InfixForms() {}

  /** What the call stands for; the call itself when it is another one. */
  static SqlNode rewrite(SqlCall call) {
    SqlOperator operator = call.getOperator();
    SqlParserPos pos = call.getParserPosition();
    List<SqlNode> operands = call.getOperandList();
    if (operator.equals(SqlLibraryOperators.RLIKE) && operands.size() == 2) {
      return library("REGEXP_LIKE", pos, operands);
    } else if (operator.equals(SqlLibraryOperators.NOT_RLIKE) && operands.size() == 2) {
      return SqlStdOperatorTable.NOT.createCall(pos, library("REGEXP_LIKE", pos, operands));
    } else if (operator.equals(TgParserOperators.JSON_PATH)) {
      return library("JSON_EXTRACT", pos, operands);
    } else if (operator.equals(TgParserOperators.JSON_TEXT_PATH)) {
      return library("JSON_UNQUOTE", pos, List.of(library("JSON_EXTRACT", pos, operands)));
    }
    return operator.equals(SqlStdOperatorTable.JSON_VALUE) ? jsonValue(pos, operands) : call;
  }

  private static SqlNode jsonValue(SqlParserPos pos, List<SqlNode> operands) {
    if (operands.size() == 2) {
      return library("JSON_VALUE", pos, operands);
    } else if (operands.size() == WITH_RETURNING && operands.get(3) instanceof SqlDataTypeSpec) {
      SqlNode value = library("JSON_VALUE", pos, operands.subList(0, 2));
      return SqlStdOperatorTable.CAST.createCall(pos, value, operands.get(3));
    }
    throw new QueryException(
            ErrorCode.NOT_SUPPORTED,
            "JSON_VALUE takes a JSON text, a path and RETURNING type; ON EMPTY and ON ERROR are not"
                + " supported")
        .at(new TextPosition(Math.max(1, pos.getLineNum()), Math.max(1, pos.getColumnNum())));
  }

  private static SqlNode library(String function, SqlParserPos pos, List<SqlNode> operands) {
    return FunctionLibrary.operator(function).createCall(pos, operands);
  }
}
