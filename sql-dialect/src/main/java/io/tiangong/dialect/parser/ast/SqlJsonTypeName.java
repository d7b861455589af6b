package io.tiangong.dialect.parser.ast;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/** {@code JSON} where a type is named. */
public final class SqlJsonTypeName extends SqlTypeNameSpec {

  public SqlJsonTypeName(SqlParserPos pos) {
    super(new SqlIdentifier("JSON", pos), pos);
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    return validator.getTypeFactory().createSqlType(SqlTypeName.OTHER);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("JSON");
  }

  @Override
  public boolean equalsDeep(SqlTypeNameSpec spec, Litmus litmus) {
    return spec instanceof SqlJsonTypeName ? litmus.succeed() : litmus.fail("{} != {}", this, spec);
  }
}
