package io.tiangong.dialect.parser.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code ANALYZE TABLE s.t}. */
public final class SqlAnalyzeTable extends SqlStatement {

  private final SqlIdentifier table;

  public SqlAnalyzeTable(SqlParserPos pos, SqlIdentifier table) {
    super(pos, "ANALYZE TABLE", table);
    this.table = table;
  }

  public SqlIdentifier table() {
    return table;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("ANALYZE TABLE");
    table.unparse(writer, 0, 0);
  }
}
