package io.tiangong.dialect.parser.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Who a grant, policy or mask is for: {@code ROLE name} or {@code USER name}. */
public final class SqlGrantee extends SqlStatement {

  private final boolean role;
  private final SqlIdentifier name;

  public SqlGrantee(SqlParserPos pos, boolean role, SqlIdentifier name) {
    super(pos, "GRANTEE", name);
    this.role = role;
    this.name = name;
  }

  /** Whether it is a role; else an account. */
  public boolean isRole() {
    return role;
  }

  public SqlIdentifier name() {
    return name;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(role ? "ROLE" : "USER");
    name.unparse(writer, 0, 0);
  }
}
