package io.tiangong.dialect.parser.ast;

import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code IMPORT TABLES FROM source.schema INTO name [LIKE 'pattern']}. */
public final class SqlImportTables extends SqlStatement {

  private final SqlIdentifier from;
  private final SqlIdentifier into;
  private final @Nullable SqlNode pattern;

  public SqlImportTables(
      SqlParserPos pos, SqlIdentifier from, SqlIdentifier into, @Nullable SqlNode pattern) {
    super(pos, "IMPORT TABLES", from, into, pattern);
    this.from = from;
    this.into = into;
    this.pattern = pattern;
  }

  /** A source, or a source and one of its schemas. */
  public SqlIdentifier from() {
    return from;
  }

  /** The schema that the tables get. */
  public SqlIdentifier into() {
    return into;
  }

  /** A LIKE pattern of table names. */
  public Optional<String> pattern() {
    return Optional.ofNullable(pattern).map(SqlStatement::text);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("IMPORT TABLES FROM");
    from.unparse(writer, 0, 0);
    writer.keyword("INTO");
    into.unparse(writer, 0, 0);
    if (pattern != null) {
      writer.keyword("LIKE");
      pattern.unparse(writer, 0, 0);
    }
  }
}
