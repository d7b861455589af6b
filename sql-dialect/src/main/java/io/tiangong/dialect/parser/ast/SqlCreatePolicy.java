package io.tiangong.dialect.parser.ast;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE ROW POLICY name ON s.t TO grantee USING (condition)}, or {@code CREATE MASK name ON
 * s.t(column) TO grantee USING (expression)}.
 */
public final class SqlCreatePolicy extends SqlStatement {

  private final SqlIdentifier name;
  private final SqlIdentifier table;
  private final @Nullable SqlIdentifier column;
  private final SqlGrantee grantee;
  private final SqlNode expression;

  public SqlCreatePolicy(
      SqlParserPos pos,
      SqlIdentifier name,
      SqlIdentifier table,
      @Nullable SqlIdentifier column,
      SqlGrantee grantee,
      SqlNode expression) {
    super(pos, "CREATE POLICY", name, table, column, grantee, expression);
    this.name = name;
    this.table = table;
    this.column = column;
    this.grantee = grantee;
    this.expression = expression;
  }

  public SqlIdentifier name() {
    return name;
  }

  public SqlIdentifier table() {
    return table;
  }

  /** The masked column; empty: a row policy. */
  public Optional<SqlIdentifier> column() {
    return Optional.ofNullable(column);
  }

  public SqlGrantee grantee() {
    return grantee;
  }

  /** The rows' condition, or what is seen in place of the column. */
  public SqlNode expression() {
    return expression;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(column == null ? "CREATE ROW POLICY" : "CREATE MASK");
    name.unparse(writer, 0, 0);
    writer.keyword("ON");
    table.unparse(writer, 0, 0);
    if (column != null) {
      SqlOption.unparseParenthesized(writer, List.of(column));
    }
    writer.keyword("TO");
    grantee.unparse(writer, 0, 0);
    writer.keyword("USING");
    SqlOption.unparseParenthesized(writer, List.of(expression));
  }
}
