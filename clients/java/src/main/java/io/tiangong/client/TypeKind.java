package io.tiangong.client;

/** The families of TgSQL types, with the Java class that {@link Row#getObject} gives for each. */
public enum TypeKind {
  /** {@link Boolean}. */
  BOOLEAN,
  /** {@link Long}. */
  TINYINT,
  /** {@link Long}. */
  SMALLINT,
  /** {@link Long}. */
  INTEGER,
  /** {@link Long}. */
  BIGINT,
  /** {@link java.math.BigDecimal} with the scale of the column. */
  DECIMAL,
  /** {@link Double}. */
  FLOAT,
  /** {@link Double}. */
  DOUBLE,
  /** {@link String}. */
  VARCHAR,
  /** {@code byte[]}. */
  VARBINARY,
  /** {@link java.time.LocalDate}. */
  DATE,
  /** {@link java.time.LocalTime}. */
  TIME,
  /** {@link java.time.LocalDateTime}. */
  TIMESTAMP,
  /** {@link java.time.Instant}. */
  TIMESTAMP_LTZ,
  /** {@link String}. */
  JSON;

  static TypeKind of(io.tiangong.v1.TypeKind sent) {
    return switch (sent) {
      case TYPE_KIND_BOOLEAN -> BOOLEAN;
      case TYPE_KIND_TINYINT -> TINYINT;
      case TYPE_KIND_SMALLINT -> SMALLINT;
      case TYPE_KIND_INTEGER -> INTEGER;
      case TYPE_KIND_BIGINT -> BIGINT;
      case TYPE_KIND_DECIMAL -> DECIMAL;
      case TYPE_KIND_FLOAT -> FLOAT;
      case TYPE_KIND_DOUBLE -> DOUBLE;
      case TYPE_KIND_VARCHAR -> VARCHAR;
      case TYPE_KIND_JSON -> JSON;
      case TYPE_KIND_VARBINARY -> VARBINARY;
      case TYPE_KIND_DATE -> DATE;
      case TYPE_KIND_TIME -> TIME;
      case TYPE_KIND_TIMESTAMP -> TIMESTAMP;
      case TYPE_KIND_TIMESTAMP_LTZ -> TIMESTAMP_LTZ;
      case TYPE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw ErrorCode.PROTOCOL_VIOLATION.error(
              "a type that this client does not know; do client and gateway match?");
    };
  }

  /** Whether values are numbers. */
  public boolean isNumeric() {
    return switch (this) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }
}
