package io.tiangong.dialect.parser.ast;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE VIEW s.v [(columns)] AS query}. */
public final class SqlCreateView extends SqlCall {

  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("CREATE VIEW", SqlKind.CREATE_VIEW);

  private final SqlIdentifier name;
  private final SqlNodeList columns;
  private final SqlNode query;
  private final SqlParserPos queryPosition;

  public SqlCreateView(
      SqlParserPos pos,
      SqlIdentifier name,
      SqlNodeList columns,
      SqlNode query,
      SqlParserPos queryPosition) {
    super(pos);
    this.name = name;
    this.columns = columns;
    this.query = query;
    this.queryPosition = queryPosition;
  }

  public SqlIdentifier name() {
    return name;
  }

  /** Empty: those of the query. */
  public List<SqlIdentifier> columns() {
    return columns.stream().map(SqlIdentifier.class::cast).toList();
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
    return List.of(name, columns, query);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("CREATE VIEW");
    name.unparse(writer, 0, 0);
    if (!columns.isEmpty()) {
      SqlOption.unparseParenthesized(writer, columns);
    }
    writer.keyword("AS");
    writer.newlineAndIndent();
    query.unparse(writer, 0, 0);
  }
}
