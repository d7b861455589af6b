package io.tiangong.dialect.parser.ast;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A statement that TgSQL adds to Calcite's. */
public abstract class SqlStatement extends SqlCall {

  private final SqlOperator operator;
  private final List<SqlNode> operands;

  SqlStatement(SqlParserPos pos, String name, @Nullable SqlNode... operands) {
    super(pos);
    this.operator = new SqlSpecialOperator(name, SqlKind.OTHER);
    this.operands = present(operands);
  }

  static List<SqlNode> present(@Nullable SqlNode... operands) {
    return Arrays.stream(operands).filter(Objects::nonNull).map(SqlNode.class::cast).toList();
  }

  static String text(SqlNode literal) {
    return ((SqlLiteral) literal).getValueAs(String.class);
  }

  static List<SqlIdentifier> names(List<? extends SqlNode> nodes) {
    return nodes.stream().map(SqlIdentifier.class::cast).toList();
  }

  @Override
  public SqlOperator getOperator() {
    return operator;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands;
  }
}
