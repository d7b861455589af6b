package io.tiangong.dialect.parser.ast;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE VIEW s.v AS query}. */
public final class SqlCreateView extends SqlCall {

  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("CREATE VIEW", SqlKind.CREATE_VIEW);

  private final SqlIdentifier name;
  private final SqlNode query;
  private final SqlParserPos queryPosition;

  public SqlCreateView(
      SqlParserPos pos, SqlIdentifier name, SqlNode query, SqlParserPos queryPosition) {
    super(pos);
    this.name = name;
    this.query = query;
    this.queryPosition = queryPosition;
  }

  public SqlIdentifier name() {
    return name;
  }

  public SqlNode query() {
    return query;
  }

  /** From the first to the last token of the query, which its own node does not always span. */
  public SqlParserPos queryPosition() {
    return queryPosition;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name, query);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("CREATE VIEW");
    name.unparse(writer, 0, 0);
    writer.keyword("AS");
    writer.newlineAndIndent();
    query.unparse(writer, 0, 0);
  }
}
