package io.tiangong.offline;

import io.tiangong.spi.ColumnType;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's names of TgSQL types, and which of its types turn into them without loss. */
final class DuckDbType {

  /** Bits that a signed integer needs to hold every value of the type. */
  private static final Map<String, Integer> INTEGER_BITS =
      Map.of(
          "TINYINT",
          8,
          "UTINYINT",
          9,
          "SMALLINT",
          16,
          "USMALLINT",
          17,
          "INTEGER",
          32,
          "UINTEGER",
          33,
          "BIGINT",
          64,
          "UBIGINT",
          65,
          "HUGEINT",
          128);

  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");
  private static final double DIGITS_PER_BIT = Math.log10(2);

  private DuckDbType() {}

  /** The name that DDL, CAST and result metadata use. */
  static String name(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DATE, TIME, TIMESTAMP ->
          type.kind().name();
      case VARCHAR, JSON -> "VARCHAR";
      case VARBINARY -> "BLOB";
      case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
      case TIMESTAMP_LTZ -> "TIMESTAMP WITH TIME ZONE";
    };
  }

  /** Whether every value of DuckDB's type is a value of the TgSQL type. */
  static boolean fits(String from, ColumnType to) {
    return from.equals(name(to))
        || switch (to.kind()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT -> bits(from) <= bits(name(to));
          case DECIMAL -> digits(from) <= to.precision() - to.scale() && scale(from) <= to.scale();
          case DOUBLE -> from.equals("FLOAT") || bits(from) <= 33;
          case VARCHAR -> from.startsWith("ENUM") || from.equals("JSON");
          case JSON -> from.equals("JSON");
          case TIMESTAMP ->
              from.equals("DATE") || from.equals("TIMESTAMP_S") || from.equals("TIMESTAMP_MS");
          default -> false;
        };
  }

  /** Whether a cast keeps the value or fails, and never alters it (DOUBLE is approximate). */
  static boolean castable(String from, ColumnType to) {
    boolean exact = bits(from) < Integer.MAX_VALUE || scale(from) < Integer.MAX_VALUE;
    return fits(from, to)
        || switch (to.kind()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT -> exact && scale(from) == 0;
          case DECIMAL -> exact && scale(from) <= to.scale();
          case DOUBLE -> exact;
          default -> false;
        };
  }

  private static int bits(String type) {
    return INTEGER_BITS.getOrDefault(type, Integer.MAX_VALUE);
  }

  private static int digits(String type) {
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      return Integer.parseInt(decimal.group(1)) - Integer.parseInt(decimal.group(2));
    }
    int bits = bits(type);
    return bits == Integer.MAX_VALUE ? bits : (int) Math.ceil((bits - 1) * DIGITS_PER_BIT);
  }

  private static int scale(String type) {
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      return Integer.parseInt(decimal.group(2));
    }
    return INTEGER_BITS.containsKey(type) ? 0 : Integer.MAX_VALUE;
  }
}
