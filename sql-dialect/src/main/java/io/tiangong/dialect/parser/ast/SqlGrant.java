package io.tiangong.dialect.parser.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code GRANT SELECT [(columns)] ON s.t TO grantee}, or {@code REVOKE … FROM grantee}. */
public final class SqlGrant extends SqlStatement {

  private final boolean revoke;
  private final SqlNodeList columns;
  private final SqlIdentifier table;
  private final SqlGrantee grantee;

  public SqlGrant(
      SqlParserPos pos,
      boolean revoke,
      SqlNodeList columns,
      SqlIdentifier table,
      SqlGrantee grantee) {
    super(pos, "GRANT", columns, table, grantee);
    this.revoke = revoke;
    this.columns = columns;
    this.table = table;
    this.grantee = grantee;
  }

  public boolean isRevoke() {
    return revoke;
  }

  /** Empty: all. */
  public List<SqlIdentifier> columns() {
    return names(columns);
  }

  public SqlIdentifier table() {
    return table;
  }

  public SqlGrantee grantee() {
    return grantee;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(revoke ? "REVOKE SELECT" : "GRANT SELECT");
    if (!columns.isEmpty()) {
      SqlOption.unparseParenthesized(writer, columns);
    }
    writer.keyword("ON");
    table.unparse(writer, 0, 0);
    writer.keyword(revoke ? "FROM" : "TO");
    grantee.unparse(writer, 0, 0);
  }
}
