package io.tiangong.dialect.functions;

import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * What casts to a shorter type are in the engine, the second operand being the length kept; and to
 * times of a day.
 */
public final class Cuts {

  private static final String UNIT = "TO_MICROSECONDS(CAST(POW(10, 6 - {1}) AS BIGINT))";

  public static final SqlOperator BYTES = operator("CUT_BYTES", "ARRAY_SLICE({0}, 1, {1})");

  /** Digits of the second; downwards, so that no cut reaches another day. */
  public static final SqlOperator TIMESTAMP =
      operator("CUT_TIMESTAMP", "TIME_BUCKET(" + UNIT + ", {0})");

  /** The day is any. */
  public static final SqlOperator TIME =
      operator("CUT_TIME", "CAST(TIME_BUCKET(" + UNIT + ", DATE '2000-01-03' + {0}) AS TIME)");

  /** A TIME that was read from a text: DuckDB also reads 24:00:00. */
  public static final SqlOperator WITHIN_DAY =
      operator(
          "WITHIN_DAY",
          "list_transform([{0}], lambda v: CASE WHEN v = TIME '24:00:00'"
              + " THEN error('INVALID_CAST: a time ends before 24:00:00') ELSE v END)[1]");

  public static final SqlOperator WITHIN_DAY_OR_NULL =
      operator("WITHIN_DAY_OR_NULL", "NULLIF({0}, TIME '24:00:00')");

  private Cuts() {}

  private static SqlOperator operator(String name, String template) {
    return new TemplateFunction(
        name, ReturnTypes.ARG0, OperandTypes.VARIADIC, List.of(template), false);
  }
}
