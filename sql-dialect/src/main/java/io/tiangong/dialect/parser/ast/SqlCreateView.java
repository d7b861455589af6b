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
import org.jspecify.annotations.Nullable;

/** {@code CREATE VIEW s.v [(columns)] [COMMENT '…'] [WITH (…)] AS query}. */
public final class SqlCreateView extends SqlCall {

  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("CREATE VIEW", SqlKind.CREATE_VIEW);

  private final SqlIdentifier name;
  private final SqlNodeList columns;
  private final @Nullable SqlNode comment;
  private final SqlNodeList options;
  private final SqlNode query;
  private final SqlParserPos queryPosition;

  /**
   * @param comment a text; null: none
   */
  public SqlCreateView(
      SqlParserPos pos,
      SqlIdentifier name,
      SqlNodeList columns,
      @Nullable SqlNode comment,
      SqlNodeList options,
      SqlNode query,
      SqlParserPos queryPosition) {
    super(pos);
    this.name = name;
    this.columns = columns;
    this.comment = comment;
    this.options = options;
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

  /** What it is about; may be empty. */
  public String comment() {
    return SqlOption.text(comment);
  }

  public List<SqlOption> options() {
    return options.stream().map(SqlOption.class::cast).toList();
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
    return SqlStatement.present(name, columns, comment, options, query);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("CREATE VIEW");
    name.unparse(writer, 0, 0);
    if (!columns.isEmpty()) {
      SqlOption.unparseParenthesized(writer, columns);
    }
    SqlOption.unparseComment(writer, comment);
    if (!options.isEmpty()) {
      SqlOption.unparseWith(writer, options);
    }
    writer.keyword("AS");
    writer.newlineAndIndent();
    query.unparse(writer, 0, 0);
  }
}
