package io.tiangong.dialect.semantics;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TextPosition;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Functions that are another way to write something: IF, IFNULL, MOD, DATE_ADD, DATE_SUB. */
final class NamedForms {

  private NamedForms() {}

  /** What the call stands for; the call itself when it is a function like any other. */
  static SqlNode rewrite(SqlCall call) {
    SqlParserPos pos = call.getParserPosition();
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    return switch (name + "/" + call.operandCount()) {
      case "IF/3" -> conditional(call, pos);
      case "IFNULL/2" -> SqlStdOperatorTable.COALESCE.createCall(pos, call.getOperandList());
      case "MOD/2" -> TgOperators.PERCENT.createCall(pos, call.getOperandList());
      case "DATE_ADD/2", "ADDDATE/2" -> TgOperators.PLUS.createCall(pos, call.getOperandList());
      case "DATE_SUB/2", "SUBDATE/2" -> TgOperators.MINUS.createCall(pos, call.getOperandList());
      case "DATE_FORMAT/2", "STR_TO_DATE/2" -> formatted(call, pos);
      default -> call;
    };
  }

  private static SqlNode conditional(SqlCall call, SqlParserPos pos) {
    return new SqlCase(
        pos,
        null,
        SqlNodeList.of(call.operand(0)),
        SqlNodeList.of(call.operand(1)),
        call.operand(2));
  }

  private static SqlNode formatted(SqlCall call, SqlParserPos pos) {
    if (!(call.operand(1) instanceof SqlCharStringLiteral literal)) {
      throw new QueryException(
              ErrorCode.NOT_SUPPORTED,
              "the format of " + call.getOperator().getName() + " must be a string in quotes")
          .at(new TextPosition(Math.max(1, pos.getLineNum()), Math.max(1, pos.getColumnNum())));
    }
    String format = DateFormats.toEngine(String.valueOf(literal.getValueAs(String.class)));
    SqlNode translated = SqlLiteral.createCharString(format, literal.getParserPosition());
    return call.getOperator().createCall(pos, List.of(call.operand(0), translated));
  }
}
