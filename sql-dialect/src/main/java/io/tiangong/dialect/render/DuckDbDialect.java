package io.tiangong.dialect.render;

import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.checkerframework.checker.nullness.qual.Nullable;

/** How DuckDB writes names, literals, types and LIMIT. */
final class DuckDbDialect extends SqlDialect {

  DuckDbDialect() {
    super(
        EMPTY_CONTEXT
            .withDatabaseProduct(DatabaseProduct.DUCKDB)
            .withIdentifierQuoteString("\"")
            .withNullCollation(NullCollation.LAST));
  }

  @Override
  public boolean supportsCharSet() {
    return false;
  }

  @Override
  public boolean supportsAliasedValues() {
    return false;
  }

  @Override
  public boolean supportsNestedAggregations() {
    return false;
  }

  @Override
  public void quoteStringLiteral(StringBuilder buf, @Nullable String charset, String value) {
    buf.append('\'').append(value.replace("'", "''")).append('\'');
  }

  @Override
  public void unparseOffsetFetch(
      SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
    unparseFetchUsingLimit(writer, offset, fetch);
  }

  /** {@code LISTAGG(x, s) WITHIN GROUP (ORDER BY y)} is {@code STRING_AGG(x, s ORDER BY y)}. */
  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    SqlCall list = call.getKind() == SqlKind.WITHIN_GROUP ? call.operand(0) : call;
    if (list.getKind() != SqlKind.LISTAGG) {
      super.unparseCall(writer, call, leftPrec, rightPrec);
      return;
    }
    writer.print("STRING_AGG(");
    if (list.getFunctionQuantifier() != null) {
      list.getFunctionQuantifier().unparse(writer, 0, 0);
    }
    list.operand(0).unparse(writer, 0, 0);
    writer.print(", ");
    if (list.operandCount() > 1) {
      list.operand(1).unparse(writer, 0, 0);
    } else {
      writer.print("','");
    }
    if (list != call) {
      writer.setNeedWhitespace(true);
      writer.keyword("ORDER BY");
      call.operand(1).unparse(writer, 0, 0);
    }
    writer.print(")");
    writer.setNeedWhitespace(true);
  }

  @Override
  public @Nullable SqlNode getCastSpec(RelDataType type) {
    String name =
        switch (type.getSqlTypeName()) {
          case CHAR, VARCHAR, OTHER -> "VARCHAR";
          case BINARY, VARBINARY -> "BLOB";
          case REAL, FLOAT -> "REAL";
          case DECIMAL -> "DECIMAL(" + type.getPrecision() + ", " + type.getScale() + ")";
          case TIME -> "TIME";
          case TIMESTAMP -> "TIMESTAMP";
          case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "TIMESTAMPTZ";
          case NULL, UNKNOWN, ANY -> "VARCHAR";
          default -> type.getSqlTypeName().getName();
        };
    return new SqlDataTypeSpec(
        new SqlAlienSystemTypeNameSpec(name, type.getSqlTypeName(), SqlParserPos.ZERO),
        SqlParserPos.ZERO);
  }
}
