package io.tiangong.dialect.functions;

import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * What casts to and from JSON are in trees. In the engine JSON is text that was checked where it
 * came in.
 */
public final class JsonConversion {

  private static final SqlReturnTypeInference JSON =
      ReturnTypes.explicit(SqlTypeName.OTHER).andThen(SqlTypeTransforms.TO_NULLABLE);

  /** The text as JSON; an error when it is none. */
  public static final SqlOperator FROM_TEXT = of("JSON_FROM_TEXT", JSON, "TG_JSON({0})");

  /** The text as JSON; NULL when it is none. */
  public static final SqlOperator TRY_FROM_TEXT =
      of(
          "JSON_TRY_FROM_TEXT",
          JSON.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          "list_filter([{0}], lambda v: TG_IS_JSON(v))[1]");

  public static final SqlOperator TO_TEXT =
      of(
          "JSON_TO_TEXT",
          ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.TO_NULLABLE),
          "CAST({0} AS VARCHAR)");

  private JsonConversion() {}

  private static SqlOperator of(String name, SqlReturnTypeInference type, String template) {
    return new TemplateFunction(name, type, OperandTypes.ANY, List.of(template), false);
  }
}
