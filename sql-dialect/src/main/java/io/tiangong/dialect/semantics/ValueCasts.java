package io.tiangong.dialect.semantics;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * CASTs of single values that can be done before a query runs, so that a source sees a value of its
 * column's type. Only conversions without any doubt; everything else is left to the engine.
 */
public final class ValueCasts {

  private ValueCasts() {}

  /** Whether values of one type may be cast to the other here. */
  public static boolean supports(ColumnType from, ColumnType to) {
    return switch (to.kind()) {
      case DATE -> from.kind() == TypeKind.VARCHAR;
      case TIMESTAMP -> from.kind() == TypeKind.VARCHAR || from.kind() == TypeKind.DATE;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> from.kind().isInteger();
      case DECIMAL ->
          from.kind().isInteger()
              || (from.kind() == TypeKind.DECIMAL && from.scale() <= to.scale());
      default -> false;
    };
  }

  /**
   * The value as the other type.
   *
   * @return empty when it can't be represented, as text that is no date
   */
  public static Optional<Value> cast(Value value, ColumnType to) {
    if (value.value() == null) {
      return Optional.of(Value.ofNull(to));
    }
    return converted(value, value.value(), to).map(v -> new Value(to, v));
  }

  private static Optional<Object> converted(Value typed, Object value, ColumnType to) {
    try {
      return switch (to.kind()) {
        case DATE -> DateTexts.date((String) value).map(date -> date);
        case TIMESTAMP ->
            value instanceof LocalDate date
                ? Optional.of(date.atStartOfDay())
                : DateTexts.timestamp((String) value, to.precision()).map(time -> time);
        case TINYINT, SMALLINT, INTEGER, BIGINT -> integer((Long) value, to.kind());
        case DECIMAL -> decimal(typed, value, to);
        default -> Optional.empty();
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> integer(long value, TypeKind kind) {
    boolean fits =
        switch (kind) {
          case TINYINT -> value == (byte) value;
          case SMALLINT -> value == (short) value;
          case INTEGER -> value == (int) value;
          default -> true;
        };
    return fits ? Optional.of(value) : Optional.empty();
  }

  private static Optional<Object> decimal(Value typed, Object value, ColumnType to) {
    BigDecimal number =
        typed.type().kind() == TypeKind.DECIMAL
            ? (BigDecimal) value
            : BigDecimal.valueOf((Long) value);
    BigDecimal scaled = number.setScale(to.scale(), RoundingMode.UNNECESSARY);
    return scaled.precision() <= to.precision() ? Optional.of(scaled) : Optional.empty();
  }
}
