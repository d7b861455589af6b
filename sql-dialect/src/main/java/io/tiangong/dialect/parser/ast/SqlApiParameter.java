package io.tiangong.dialect.parser.ast;

import java.util.Optional;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A parameter of CREATE API: {@code name type [DEFAULT value]}. */
public final class SqlApiParameter extends SqlStatement {

  private final SqlIdentifier name;
  private final SqlDataTypeSpec type;
  private final @Nullable SqlNode byDefault;

  public SqlApiParameter(
      SqlParserPos pos, SqlIdentifier name, SqlDataTypeSpec type, @Nullable SqlNode byDefault) {
    super(pos, "PARAMETER", name, type, byDefault);
    this.name = name;
    this.type = type;
    this.byDefault = byDefault;
  }

  public SqlIdentifier name() {
    return name;
  }

  public SqlDataTypeSpec type() {
    return type;
  }

  /** Empty: the caller must give a value. */
  public Optional<SqlNode> byDefault() {
    return Optional.ofNullable(byDefault);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    name.unparse(writer, 0, 0);
    type.unparse(writer, 0, 0);
    if (byDefault != null) {
      writer.keyword("DEFAULT");
      byDefault.unparse(writer, 0, 0);
    }
  }
}
