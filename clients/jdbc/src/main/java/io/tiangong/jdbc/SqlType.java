package io.tiangong.jdbc;

import io.tiangong.client.Column;
import io.tiangong.client.TypeKind;
import java.sql.Types;

/** How a family of TgSQL types looks in JDBC. */
enum SqlType {
  BOOLEAN(TypeKind.BOOLEAN, Types.BOOLEAN, Boolean.class, 1, 5),
  TINYINT(TypeKind.TINYINT, Types.TINYINT, Integer.class, 3, 4),
  SMALLINT(TypeKind.SMALLINT, Types.SMALLINT, Integer.class, 5, 6),
  INTEGER(TypeKind.INTEGER, Types.INTEGER, Integer.class, 10, 11),
  BIGINT(TypeKind.BIGINT, Types.BIGINT, Long.class, 19, 20),
  DECIMAL(TypeKind.DECIMAL, Types.DECIMAL, java.math.BigDecimal.class, 38, 40),
  FLOAT(TypeKind.FLOAT, Types.REAL, Float.class, 7, 15),
  DOUBLE(TypeKind.DOUBLE, Types.DOUBLE, Double.class, 15, 24),
  VARCHAR(TypeKind.VARCHAR, Types.VARCHAR, String.class, SqlType.UNBOUNDED, SqlType.UNBOUNDED),
  VARBINARY(
      TypeKind.VARBINARY, Types.VARBINARY, byte[].class, SqlType.UNBOUNDED, SqlType.UNBOUNDED),
  DATE(TypeKind.DATE, Types.DATE, java.sql.Date.class, 10, 10),
  TIME(TypeKind.TIME, Types.TIME, java.sql.Time.class, 8, 8),
  TIMESTAMP(TypeKind.TIMESTAMP, Types.TIMESTAMP, java.sql.Timestamp.class, 19, 19),
  TIMESTAMP_LTZ(
      TypeKind.TIMESTAMP_LTZ,
      Types.TIMESTAMP_WITH_TIMEZONE,
      java.time.OffsetDateTime.class,
      20,
      20),
  JSON(TypeKind.JSON, Types.VARCHAR, String.class, SqlType.UNBOUNDED, SqlType.UNBOUNDED);

  /** What JDBC is told where TgSQL has no bound. */
  static final int UNBOUNDED = Integer.MAX_VALUE;

  private final TypeKind kind;
  private final int code;
  private final Class<?> javaClass;
  private final int precision;
  private final int width;

  SqlType(TypeKind kind, int code, Class<?> javaClass, int precision, int width) {
    this.kind = kind;
    this.code = code;
    this.javaClass = javaClass;
    this.precision = precision;
    this.width = width;
  }

  static SqlType of(TypeKind kind) {
    return valueOf(kind.name());
  }

  TypeKind kind() {
    return kind;
  }

  /** A constant of {@link Types}. */
  int code() {
    return code;
  }

  /** What {@code getObject} gives. */
  Class<?> javaClass() {
    return javaClass;
  }

  /** Digits of numbers, characters of text and times; the most there can be. */
  int precision() {
    return precision;
  }

  /** The same for one column. */
  static int precision(Column column) {
    SqlType type = of(column.kind());
    return switch (type) {
      case DECIMAL -> column.precision();
      case VARCHAR, VARBINARY, JSON -> column.precision() == 0 ? UNBOUNDED : column.precision();
      case TIME, TIMESTAMP, TIMESTAMP_LTZ -> width(column);
      default -> type.precision;
    };
  }

  /** Fractional digits of numbers and times. */
  static int scale(Column column) {
    return switch (of(column.kind())) {
      case DECIMAL -> column.scale();
      case TIME, TIMESTAMP, TIMESTAMP_LTZ -> column.precision();
      default -> 0;
    };
  }

  /** Characters that a cell may need. */
  static int width(Column column) {
    SqlType type = of(column.kind());
    return switch (type) {
      case DECIMAL -> column.precision() + 2;
      case VARCHAR, JSON -> precision(column);
      case VARBINARY -> column.precision() == 0 ? UNBOUNDED : 2 * column.precision();
      case TIME, TIMESTAMP, TIMESTAMP_LTZ ->
          type.width + (column.precision() == 0 ? 0 : column.precision() + 1);
      default -> type.width;
    };
  }
}
