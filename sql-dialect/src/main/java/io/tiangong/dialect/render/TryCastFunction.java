package io.tiangong.dialect.render;

import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** {@code TRY_CAST(x AS type)}: NULL where a cast would fail. */
final class TryCastFunction extends SqlFunction {

  private final RelDataType type;

  TryCastFunction(RelDataType type) {
    super(
        "TRY_CAST_" + type.getFullTypeString(),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0_FORCE_NULLABLE,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.type = type;
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    writer.print("TRY_CAST(");
    call.operand(0).unparse(writer, 0, 0);
    writer.setNeedWhitespace(true);
    writer.keyword("AS");
    Objects.requireNonNull(writer.getDialect().getCastSpec(type)).unparse(writer, 0, 0);
    writer.print(")");
    writer.setNeedWhitespace(true);
  }
}
