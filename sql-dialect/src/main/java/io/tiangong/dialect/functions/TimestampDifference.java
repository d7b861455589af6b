package io.tiangong.dialect.functions;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** Makes the functions behind TIMESTAMPDIFF, one per unit. */
public final class TimestampDifference {

  private TimestampDifference() {}

  /**
   * @throws QueryException with NOT_SUPPORTED for units that the engine does not have
   */
  public static SqlOperator in(TimeUnit unit) {
    return switch (unit) {
      case YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND ->
          new TemplateFunction(
              "TIMESTAMPDIFF_" + unit,
              ReturnTypes.BIGINT_NULLABLE,
              OperandTypes.VARIADIC,
              List.of(
                  "DATE_SUB('"
                      + unit.name().toLowerCase(Locale.ROOT)
                      + "', CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP))"),
              false);
      default ->
          throw new QueryException(
              ErrorCode.NOT_SUPPORTED, "TIMESTAMPDIFF can't count in " + unit + "s");
    };
  }
}
