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

  /** Whether values are numbers. */
  public boolean isNumeric() {
    return switch (this) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }
}
