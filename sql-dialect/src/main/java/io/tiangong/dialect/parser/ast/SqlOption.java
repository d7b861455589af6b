package io.tiangong.dialect.parser.ast;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** An entry of a WITH clause: {@code 'key' = 'value'}. */
public final class SqlOption extends SqlCall {

  private static final SqlOperator OPERATOR = new SqlSpecialOperator("OPTION", SqlKind.OTHER);

  private final SqlNode key;
  private final SqlNode value;

  public SqlOption(SqlParserPos pos, SqlNode key, SqlNode value) {
    super(pos);
    this.key = key;
    this.value = value;
  }

  /** As written. */
  public String key() {
    return ((SqlLiteral) key).getValueAs(String.class);
  }

  /** As written. */
  public String value() {
    return ((SqlLiteral) value).getValueAs(String.class);
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(key, value);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    key.unparse(writer, 0, 0);
    writer.keyword("=");
    value.unparse(writer, 0, 0);
  }

  /** Of a literal; of none, the empty text. */
  static String text(@Nullable SqlNode literal) {
    return literal == null ? "" : SqlStatement.text(literal);
  }

  static void unparseComment(SqlWriter writer, @Nullable SqlNode comment) {
    if (comment != null) {
      writer.keyword("COMMENT");
      comment.unparse(writer, 0, 0);
    }
  }

  static void unparseWith(SqlWriter writer, SqlNodeList options) {
    writer.keyword("WITH");
    unparseParenthesized(writer, options);
  }

  static void unparseParenthesized(SqlWriter writer, List<? extends SqlNode> nodes) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (SqlNode node : nodes) {
      writer.sep(",");
      node.unparse(writer, 0, 0);
    }
    writer.endList(frame);
  }
}
