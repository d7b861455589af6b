package io.tiangong.conformance.fuzz.query;

import io.tiangong.spi.TypeKind;

/** Types that compare with each other. */
public enum Family {
  TRUTH("BOOLEAN"),
  WHOLE("BIGINT"),
  EXACT("DECIMAL(18, 4)"),
  FLOATING("DOUBLE"),
  TEXT("VARCHAR"),
  DATE("DATE"),
  TIMESTAMP("TIMESTAMP(3)"),
  TIME("TIME"),
  BYTES("VARBINARY");

  private final String typeName;

  Family(String typeName) {
    this.typeName = typeName;
  }

  /** A type of the family, as TgSQL and DuckDB write it. */
  String typeName() {
    return typeName;
  }

  public static Family of(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN -> TRUTH;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> WHOLE;
      case DECIMAL -> EXACT;
      case FLOAT, DOUBLE -> FLOATING;
      case VARCHAR -> TEXT;
      case JSON -> throw new IllegalArgumentException("JSON compares with nothing");
      case VARBINARY -> BYTES;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP, TIMESTAMP_LTZ -> TIMESTAMP;
    };
  }
}
