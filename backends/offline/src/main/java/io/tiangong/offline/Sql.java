package io.tiangong.offline;

import java.util.Collection;
import java.util.stream.Collectors;

/** Quoting of names and texts in DuckDB's SQL. */
final class Sql {

  private Sql() {}

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String text(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  /** {@code ['a', 'b']}. */
  static String texts(Collection<String> texts) {
    return texts.stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
  }
}
