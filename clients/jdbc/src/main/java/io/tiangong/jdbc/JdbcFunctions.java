package io.tiangong.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The functions that JDBC's {@code {fn …}} names, as TgSQL calls them. */
final class JdbcFunctions {

  static final String NUMERIC =
      "ABS,ACOS,ASIN,ATAN,ATAN2,CEILING,COS,COT,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,POWER,RADIANS,"
          + "ROUND,SIGN,SIN,SQRT,TAN,TRUNCATE";
  static final String STRING =
      "ASCII,CHAR_LENGTH,CHARACTER_LENGTH,CONCAT,INSERT,LCASE,LEFT,LENGTH,LOCATE,LTRIM,POSITION,"
          + "REPEAT,REPLACE,RIGHT,RTRIM,SPACE,SUBSTRING,UCASE";
  static final String SYSTEM = "IFNULL";
  static final String TIME_DATE =
      "CURDATE,CURRENT_DATE,CURRENT_TIMESTAMP,DAYNAME,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,EXTRACT,HOUR,"
          + "MINUTE,MONTH,MONTHNAME,NOW,QUARTER,SECOND,TIMESTAMPADD,TIMESTAMPDIFF,WEEK,YEAR";

  /** Names that differ. */
  private static final Map<String, String> NAMES =
      Map.of(
          "CEILING", "CEIL",
          "CHARACTER_LENGTH", "CHAR_LENGTH",
          "LCASE", "LOWER",
          "UCASE", "UPPER",
          // JDBC counts characters, TgSQL's LENGTH bytes
          "LENGTH", "CHAR_LENGTH",
          "LOG", "LN");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("SQL_BIGINT", "BIGINT"),
          Map.entry("SQL_BOOLEAN", "BOOLEAN"),
          Map.entry("SQL_CHAR", "VARCHAR"),
          Map.entry("SQL_DATE", "DATE"),
          Map.entry("SQL_DECIMAL", "DECIMAL(38, 10)"),
          Map.entry("SQL_DOUBLE", "DOUBLE"),
          Map.entry("SQL_FLOAT", "DOUBLE"),
          Map.entry("SQL_INTEGER", "INTEGER"),
          Map.entry("SQL_NUMERIC", "DECIMAL(38, 10)"),
          Map.entry("SQL_REAL", "FLOAT"),
          Map.entry("SQL_SMALLINT", "SMALLINT"),
          Map.entry("SQL_TIME", "TIME"),
          Map.entry("SQL_TIMESTAMP", "TIMESTAMP(6)"),
          Map.entry("SQL_TINYINT", "TINYINT"),
          Map.entry("SQL_VARBINARY", "VARBINARY"),
          Map.entry("SQL_VARCHAR", "VARCHAR"));

  private static final String TSI = "SQL_TSI_";

  private JdbcFunctions() {}

  static String translate(String name, List<String> arguments) throws SQLException {
    return switch (name) {
      case "CONVERT" -> convert(arguments);
      case "TIMESTAMPADD", "TIMESTAMPDIFF" -> interval(name, arguments);
      case "INSERT" -> insert(arguments);
      case "CURRENT_DATE", "CURRENT_TIMESTAMP" -> name;
      default -> NAMES.getOrDefault(name, name) + "(" + String.join(", ", arguments) + ")";
    };
  }

  private static String convert(List<String> arguments) throws SQLException {
    String type =
        arguments.size() == 2 ? TYPES.get(arguments.get(1).toUpperCase(Locale.ROOT)) : null;
    if (type == null) {
      throw SqlErrors.badEscape(
          "{fn CONVERT(value, type)} needs one of "
              + String.join(", ", TYPES.keySet().stream().sorted().toList()));
    }
    return "CAST(" + arguments.get(0) + " AS " + type + ")";
  }

  private static String interval(String name, List<String> arguments) throws SQLException {
    String unit = arguments.isEmpty() ? "" : arguments.get(0).toUpperCase(Locale.ROOT);
    if (arguments.size() != 3 || !unit.startsWith(TSI) || unit.equals("SQL_TSI_FRAC_SECOND")) {
      throw SqlErrors.badEscape(
          "{fn " + name + "(unit, a, b)} needs a unit from SQL_TSI_SECOND to SQL_TSI_YEAR");
    }
    String rest = String.join(", ", arguments.subList(1, 3));
    return name + "(" + unit.substring(TSI.length()) + ", " + rest + ")";
  }

  /** {@code INSERT(text, start, length, by)}. */
  private static String insert(List<String> arguments) throws SQLException {
    if (arguments.size() != 4) {
      throw SqlErrors.badEscape("{fn INSERT(text, start, length, by)} has four arguments");
    }
    String text = arguments.get(0);
    String start = arguments.get(1);
    return "CONCAT(LEFT(%s, (%s) - 1), %s, SUBSTR(%s, (%s) + (%s)))"
        .formatted(text, start, arguments.get(3), text, start, arguments.get(2));
  }
}
