package io.tiangong.gateway.flight;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.List;
import java.util.Map;

/** The types of TgSQL as XDBC describes types. */
final class TypeInfo {

  private static final int UNBOUNDED = Integer.MAX_VALUE;
  private static final int MICROS_DIGITS = 6;
  private static final int DECIMAL_RADIX = 10;
  private static final int BINARY_RADIX = 2;

  /** In the order of their codes, as XDBC wants it; the nearest to SQL's type of a code first. */
  private static final List<TypeKind> ORDER =
      List.of(
          TypeKind.BOOLEAN,
          TypeKind.TINYINT,
          TypeKind.BIGINT,
          TypeKind.VARBINARY,
          TypeKind.DECIMAL,
          TypeKind.INTEGER,
          TypeKind.SMALLINT,
          TypeKind.FLOAT,
          TypeKind.DOUBLE,
          TypeKind.VARCHAR,
          TypeKind.JSON,
          TypeKind.DATE,
          TypeKind.TIME,
          TypeKind.TIMESTAMP,
          TypeKind.TIMESTAMP_LTZ);

  private static final Map<TypeKind, Integer> CODES =
      Map.ofEntries(
          Map.entry(TypeKind.BOOLEAN, Types.BIT),
          Map.entry(TypeKind.TINYINT, Types.TINYINT),
          Map.entry(TypeKind.SMALLINT, Types.SMALLINT),
          Map.entry(TypeKind.INTEGER, Types.INTEGER),
          Map.entry(TypeKind.BIGINT, Types.BIGINT),
          Map.entry(TypeKind.DECIMAL, Types.DECIMAL),
          Map.entry(TypeKind.FLOAT, Types.REAL),
          Map.entry(TypeKind.DOUBLE, Types.DOUBLE),
          Map.entry(TypeKind.VARCHAR, Types.VARCHAR),
          Map.entry(TypeKind.JSON, Types.VARCHAR),
          Map.entry(TypeKind.VARBINARY, Types.VARBINARY),
          Map.entry(TypeKind.DATE, Types.DATE),
          Map.entry(TypeKind.TIME, Types.TIME),
          Map.entry(TypeKind.TIMESTAMP, Types.TIMESTAMP),
          Map.entry(TypeKind.TIMESTAMP_LTZ, Types.TIMESTAMP));

  private TypeInfo() {}

  /**
   * @param code of the only type wanted; 0: all
   */
  static void write(Rows rows, int code) {
    ORDER.stream()
        .filter(kind -> code == 0 || code(kind) == code)
        .forEach(kind -> write(rows, kind));
  }

  private static int code(TypeKind kind) {
    return CODES.getOrDefault(kind, Types.OTHER);
  }

  private static void write(Rows rows, TypeKind kind) {
    boolean number = isNumber(kind);
    boolean decimal = kind == TypeKind.DECIMAL;
    boolean moment =
        kind == TypeKind.TIME || kind == TypeKind.TIMESTAMP || kind == TypeKind.TIMESTAMP_LTZ;
    rows.add(
        kind.name(),
        code(kind),
        size(kind),
        prefix(kind),
        kind == TypeKind.BOOLEAN || kind == TypeKind.JSON || number ? null : "'",
        decimal ? List.of("precision", "scale") : moment ? List.of("precision") : null,
        DatabaseMetaData.typeNullable,
        kind == TypeKind.VARCHAR || kind == TypeKind.JSON,
        searchable(kind),
        number ? false : null,
        decimal,
        number ? false : null,
        kind.name(),
        decimal || moment ? 0 : null,
        decimal ? Integer.valueOf(ColumnType.MAX_DECIMAL_PRECISION) : moment ? MICROS_DIGITS : null,
        code(kind),
        null,
        number ? radix(kind) : null,
        null);
  }

  private static boolean isNumber(TypeKind kind) {
    return kind.isInteger()
        || kind == TypeKind.DECIMAL
        || kind == TypeKind.FLOAT
        || kind == TypeKind.DOUBLE;
  }

  private static int searchable(TypeKind kind) {
    return switch (kind) {
      case VARCHAR -> DatabaseMetaData.typeSearchable;
      case JSON -> DatabaseMetaData.typePredNone;
      default -> DatabaseMetaData.typePredBasic;
    };
  }

  private static int radix(TypeKind kind) {
    return kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE ? BINARY_RADIX : DECIMAL_RADIX;
  }

  private static String prefix(TypeKind kind) {
    return switch (kind) {
      case VARCHAR -> "'";
      case VARBINARY -> "X'";
      case DATE, TIME, TIMESTAMP -> kind + " '";
      default -> "";
    };
  }

  /** Digits of numbers and moments, bits of reals, and the longest text. */
  private static int size(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN -> 1;
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      case DECIMAL -> ColumnType.MAX_DECIMAL_PRECISION;
      case FLOAT -> 24;
      case DOUBLE -> 53;
      case DATE -> "2026-11-11".length();
      case TIME -> "21:30:00.123456".length();
      case TIMESTAMP -> "2026-11-11 21:30:00.123456".length();
      case TIMESTAMP_LTZ -> "2026-11-11 21:30:00.123456+00:00".length();
      default -> UNBOUNDED;
    };
  }
}
