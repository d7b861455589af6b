package io.tiangong.client;

/**
 * The type that a question mark of a prepared statement has.
 *
 * @param precision as in {@link Column}
 * @param scale as in {@link Column}
 */
public record Parameter(TypeKind kind, int precision, int scale, boolean nullable) {

  static Parameter of(io.tiangong.v1.Type sent) {
    return new Parameter(
        TypeKind.of(sent.getKind()), sent.getPrecision(), sent.getScale(), sent.getNullable());
  }
}
