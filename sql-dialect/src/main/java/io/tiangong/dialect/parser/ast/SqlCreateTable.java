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

/**
 * {@code CREATE TABLE s.t (columns, PRIMARY KEY (…) NOT ENFORCED) [COMMENT '…'] [PARTITIONED BY
 * (…)] WITH (…)}.
 */
public final class SqlCreateTable extends SqlCall {

  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("CREATE TABLE", SqlKind.CREATE_TABLE);

  private final SqlIdentifier name;
  private final SqlNodeList columns;
  private final SqlNodeList primaryKey;
  private final @Nullable SqlNode comment;
  private final SqlNodeList partitionedBy;
  private final SqlNodeList options;

  /**
   * @param comment a text; null: none
   */
  public SqlCreateTable(
      SqlParserPos pos,
      SqlIdentifier name,
      SqlNodeList columns,
      SqlNodeList primaryKey,
      @Nullable SqlNode comment,
      SqlNodeList partitionedBy,
      SqlNodeList options) {
    super(pos);
    this.name = name;
    this.columns = columns;
    this.primaryKey = primaryKey;
    this.comment = comment;
    this.partitionedBy = partitionedBy;
    this.options = options;
  }

  public SqlIdentifier name() {
    return name;
  }

  /** Empty when the source is to be asked for them. */
  public List<SqlColumn> columns() {
    return columns.stream().map(SqlColumn.class::cast).toList();
  }

  public List<SqlIdentifier> primaryKey() {
    return primaryKey.stream().map(SqlIdentifier.class::cast).toList();
  }

  /** What it is about; may be empty. */
  public String comment() {
    return SqlOption.text(comment);
  }

  public List<SqlIdentifier> partitionedBy() {
    return partitionedBy.stream().map(SqlIdentifier.class::cast).toList();
  }

  public List<SqlOption> options() {
    return options.stream().map(SqlOption.class::cast).toList();
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return SqlStatement.present(name, columns, primaryKey, comment, partitionedBy, options);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("CREATE TABLE");
    name.unparse(writer, 0, 0);
    unparseBody(writer);
    SqlOption.unparseComment(writer, comment);
    if (!partitionedBy.isEmpty()) {
      writer.keyword("PARTITIONED BY");
      SqlOption.unparseParenthesized(writer, partitionedBy);
    }
    SqlOption.unparseWith(writer, options);
  }

  private void unparseBody(SqlWriter writer) {
    if (columns.isEmpty() && primaryKey.isEmpty()) {
      return;
    }
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (SqlNode column : columns) {
      writer.sep(",");
      column.unparse(writer, 0, 0);
    }
    if (!primaryKey.isEmpty()) {
      writer.sep(",");
      writer.keyword("PRIMARY KEY");
      SqlOption.unparseParenthesized(writer, primaryKey);
      writer.keyword("NOT ENFORCED");
    }
    writer.endList(frame);
  }
}
