package io.tiangong.client;

/**
 * A column of an answer.
 *
 * @param precision digits of a DECIMAL, fractional digits of a TIME or TIMESTAMP, maximum length of
 *     a VARCHAR or VARBINARY (0: unbounded)
 * @param scale fractional digits of a DECIMAL
 */
public record Column(String name, TypeKind kind, int precision, int scale, boolean nullable) {

  static Column of(io.tiangong.v1.Column sent) {
    return new Column(
        sent.getName(),
        TypeKind.of(sent.getType().getKind()),
        sent.getType().getPrecision(),
        sent.getType().getScale(),
        sent.getType().getNullable());
  }

  /** The type as TgSQL writes it, such as {@code DECIMAL(12, 2)}. */
  public String typeName() {
    return switch (kind) {
      case DECIMAL -> kind + "(" + precision + ", " + scale + ")";
      case TIME, TIMESTAMP, TIMESTAMP_LTZ -> kind + "(" + precision + ")";
      case VARCHAR, VARBINARY -> precision == 0 ? kind.name() : kind + "(" + precision + ")";
      default -> kind.name();
    };
  }
}
