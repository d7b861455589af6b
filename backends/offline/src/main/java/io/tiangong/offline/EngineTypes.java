package io.tiangong.offline;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TgSQL's names of the types that DuckDB's messages speak of. */
final class EngineTypes {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("BOOL", "BOOLEAN"),
          Map.entry("INT8", "TINYINT"),
          Map.entry("INT16", "SMALLINT"),
          Map.entry("INT32", "INTEGER"),
          Map.entry("INT64", "BIGINT"),
          Map.entry("INT128", "DECIMAL(38, 0)"),
          Map.entry("UINT8", "SMALLINT"),
          Map.entry("UINT16", "INTEGER"),
          Map.entry("UINT32", "BIGINT"),
          Map.entry("UINT64", "DECIMAL(20, 0)"),
          Map.entry("HUGEINT", "DECIMAL(38, 0)"),
          Map.entry("REAL", "FLOAT"),
          Map.entry("BLOB", "VARBINARY"),
          Map.entry("TIMESTAMP WITH TIME ZONE", "TIMESTAMP_LTZ"),
          Map.entry("TIMESTAMPTZ", "TIMESTAMP_LTZ"));

  /** A name where a message names a type, so that the values it shows stay as they are. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<=\\b(?:to|of|[Tt]ype) )"
              + ("(?:" + String.join("|", NAMES.keySet()) + "|DECIMAL\\(\\d+,\\d+\\))")
              + "(?![\\w'\"])");

  private EngineTypes() {}

  static String named(String message) {
    return NAMED.matcher(message).replaceAll(type -> Matcher.quoteReplacement(name(type.group())));
  }

  private static String name(String type) {
    return NAMES.getOrDefault(type, type.replace(",", ", "));
  }
}
