package io.tiangong.dialect.parser.ast;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code KILL QUERY 'id'}. */
public final class SqlKillQuery extends SqlStatement {

  private final SqlNode id;

  public SqlKillQuery(SqlParserPos pos, SqlNode id) {
    super(pos, "KILL QUERY", id);
    this.id = id;
  }

  public String id() {
    return text(id);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("KILL QUERY");
    id.unparse(writer, 0, 0);
  }
}
