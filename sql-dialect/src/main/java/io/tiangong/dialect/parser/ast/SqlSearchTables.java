package io.tiangong.dialect.parser.ast;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SEARCH TABLES 'text'}. */
public final class SqlSearchTables extends SqlStatement {

  private final SqlNode sought;

  public SqlSearchTables(SqlParserPos pos, SqlNode sought) {
    super(pos, "SEARCH TABLES", sought);
    this.sought = sought;
  }

  public String sought() {
    return text(sought);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("SEARCH TABLES");
    sought.unparse(writer, 0, 0);
  }
}
