package io.tiangong.offline;

import java.util.List;

/**
 * Functions of the engine that rendered statements call: what {@code JsonText} is in Java.
 *
 * <p>DuckDB's own test also lets NaN, infinities and commas before a closing bracket pass. They are
 * looked for in what is left of a text without its strings. What DuckDB takes out of a text it
 * writes anew, so that only NaN and infinities are left to be looked for.
 */
final class JsonMacros {

  private static final String STRINGS = "'\"(?:[^\"\\\\]|\\\\.)*\"'";
  private static final String LENIENT = "'(?i)nan|inf|,\\s*[\\]}]'";

  static final List<String> DEFINITIONS =
      List.of(
          "CREATE MACRO tg_is_json(t) AS json_valid(t) AND NOT regexp_matches("
              + ("regexp_replace(t, " + STRINGS + ", '\"\"', 'g'), " + LENIENT + ")"),
          "CREATE MACRO tg_json(t) AS list_transform([t], lambda v: CASE WHEN tg_is_json(v) IS FALSE"
              + " THEN error('INVALID_CAST: the text is not JSON: ' || left(v, 80)) ELSE v END)[1]",
          "CREATE MACRO tg_json_part(t) AS list_transform([t], lambda v: CASE WHEN (contains(v, 'NaN')"
              + " OR contains(v, 'Infinity')) AND NOT tg_is_json(v)"
              + " THEN error('INVALID_CAST: the value is not JSON: ' || left(v, 80)) ELSE v END)[1]");

  private JsonMacros() {}

  /**
   * An expression of DuckDB's that gives a stored text, or fails where it is not JSON.
   *
   * @param text as an expression that may be written twice
   * @param where the text is stored, for people
   */
  static String stored(String text, String where) {
    return "CASE WHEN tg_is_json(%1$s) IS FALSE THEN error(%2$s) ELSE CAST(%1$s AS VARCHAR) END"
        .formatted(text, Sql.text("DATA_CORRUPT: " + where + " holds a text that is not JSON"));
  }
}
