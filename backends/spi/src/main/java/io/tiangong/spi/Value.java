package io.tiangong.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A typed scalar. The Java class follows the kind: Boolean; Long for all integers; BigDecimal
 * (scale as the type's); Double for FLOAT and DOUBLE; String; byte[]; LocalDate; LocalTime;
 * LocalDateTime; Instant; String for JSON; null for SQL's NULL.
 */
public record Value(ColumnType type, @Nullable Object value) {

  public static Value ofNull(ColumnType type) {
    return new Value(type.withNullable(true), null);
  }

  public static Value of(long value) {
    return new Value(new ColumnType(TypeKind.BIGINT, 0, 0, false), value);
  }

  public static Value of(String value) {
    return new Value(new ColumnType(TypeKind.VARCHAR, 0, 0, false), value);
  }

  public static Value of(double value) {
    return new Value(new ColumnType(TypeKind.DOUBLE, 0, 0, false), value);
  }

  public static Value of(java.time.LocalDate value) {
    return new Value(new ColumnType(TypeKind.DATE, 0, 0, false), value);
  }

  public boolean isNull() {
    return value == null;
  }

  /** As TgSQL would write it, for EXPLAIN. */
  @Override
  public String toString() {
    if (value == null) {
      return "NULL";
    }
    return switch (type.kind()) {
      case VARCHAR, JSON -> "'" + value.toString().replace("'", "''") + "'";
      case DATE, TIME, TIMESTAMP -> type.kind() + " '" + value + "'";
      case VARBINARY -> "X'" + java.util.HexFormat.of().formatHex((byte[]) value) + "'";
      default -> Objects.toString(value);
    };
  }
}
