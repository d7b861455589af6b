package io.tiangong.dialect.render;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * The predicate "(operands) are in the key set of a slot", while it is part of a relational tree. A
 * superset may be let through, so it is deterministic and moves like any filter.
 */
public final class KeysOperator extends SqlFunction {

  private final String slot;

  public KeysOperator(String slot) {
    super(
        "KEYS_" + slot,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.BOOLEAN_NOT_NULL,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.slot = slot;
  }

  public String slot() {
    return slot;
  }

  /** Whether an operand of that type compares exactly as a key at every source. */
  public static boolean accepts(List<RelDataType> types) {
    return types.stream()
        .allMatch(
            type ->
                switch (type.getSqlTypeName()) {
                  case TINYINT, SMALLINT, INTEGER, BIGINT, VARCHAR, DATE -> true;
                  default -> false;
                });
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    ((HoleWriter) writer).keys(slot, call.getOperandList());
  }
}
