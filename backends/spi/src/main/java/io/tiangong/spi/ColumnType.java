package io.tiangong.spi;

/**
 * A TgSQL type with its parameters.
 *
 * @param kind the family
 * @param precision digits of a DECIMAL (1 to 38), fractional digits of a TIME or TIMESTAMP (0 to
 *     6), maximum length of a VARCHAR or VARBINARY (0: unbounded); else 0
 * @param scale fractional digits of a DECIMAL; else 0
 * @param nullable whether NULL may occur
 */
public record ColumnType(TypeKind kind, int precision, int scale, boolean nullable) {

  public static final int MAX_DECIMAL_PRECISION = 38;

  public ColumnType {
    if (kind == TypeKind.DECIMAL
        && (precision < 1 || precision > MAX_DECIMAL_PRECISION || scale < 0 || scale > precision)) {
      throw new IllegalArgumentException("DECIMAL(" + precision + "," + scale + ")");
    }
  }

  /** A nullable type without parameters. */
  public static ColumnType of(TypeKind kind) {
    return switch (kind) {
      case DECIMAL -> decimal(MAX_DECIMAL_PRECISION, 0);
      case TIME, TIMESTAMP, TIMESTAMP_LTZ -> new ColumnType(kind, 6, 0, true);
      default -> new ColumnType(kind, 0, 0, true);
    };
  }

  /** A nullable DECIMAL. */
  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(TypeKind.DECIMAL, precision, scale, true);
  }

  public ColumnType withNullable(boolean value) {
    return value == nullable ? this : new ColumnType(kind, precision, scale, value);
  }

  /** The type as TgSQL writes it, without nullability: {@code DECIMAL(10, 2)}. */
  @Override
  public String toString() {
    return switch (kind) {
      case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
      case TIME, TIMESTAMP, TIMESTAMP_LTZ -> kind + "(" + precision + ")";
      case VARCHAR, VARBINARY -> precision == 0 ? kind.name() : kind + "(" + precision + ")";
      default -> kind.name();
    };
  }
}
