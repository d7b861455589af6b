package io.tiangong.mysql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The primary keys of the tables declared on a source, by the tables' names at the server. */
final class DeclaredKeys {

  private final Map<List<String>, List<String>> keys = new ConcurrentHashMap<>();

  void add(MySqlTable table) {
    keys.put(lower(table.path()), lower(table.definition().primaryKey()));
  }

  /** The columns of a table's key in lower case; empty when none is declared. */
  List<String> of(String database, String table) {
    List<String> whole = keys.get(lower(List.of(database, table)));
    return whole == null ? keys.getOrDefault(lower(List.of(table)), List.of()) : whole;
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
  }
}
