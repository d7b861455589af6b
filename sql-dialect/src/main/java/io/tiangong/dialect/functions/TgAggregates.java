package io.tiangong.dialect.functions;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;

/** An aggregate function of the library, DOUBLE or NULL of no rows. */
public final class TgAggregates extends SqlAggFunction {

  public static final TgAggregates MEDIAN = new TgAggregates("MEDIAN", OperandTypes.NUMERIC);
  public static final TgAggregates APPROX_PERCENTILE =
      new TgAggregates("APPROX_PERCENTILE", OperandTypes.NUMERIC_NUMERIC);

  private TgAggregates(String name, SqlOperandTypeChecker operands) {
    super(
        name,
        null,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        null,
        operands,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        Optionality.FORBIDDEN);
  }
}
