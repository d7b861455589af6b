package io.tiangong.dialect.planner;

import io.tiangong.dialect.semantics.ValueCasts;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;

/**
 * A parameter that is computed from another one before the query runs: {@code CAST(?from AS type)}.
 *
 * @param from index of the parameter that is cast
 */
public record DerivedParameter(int from, ColumnType type) {

  /**
   * @throws QueryException with INVALID_CAST, of numbers NUMERIC_VALUE_OUT_OF_RANGE, when the value
   *     does not fit: what the engine says of such a column
   */
  public Value of(Value source) {
    return ValueCasts.cast(source, type)
        .orElseThrow(
            () ->
                new QueryException(
                    source.type().kind() == TypeKind.VARCHAR
                        ? ErrorCode.INVALID_CAST
                        : ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "parameter "
                        + (from + 1)
                        + " of type "
                        + source.type()
                        + " can't be read as "
                        + type));
  }
}
