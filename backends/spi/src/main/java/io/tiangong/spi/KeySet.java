package io.tiangong.spi;

import java.util.List;

/**
 * Distinct key tuples without NULLs.
 *
 * @param types one per key column
 * @param rows tuples of values, see {@link Value} for the Java classes
 */
public record KeySet(List<ColumnType> types, List<List<Object>> rows) {
  public KeySet {
    types = List.copyOf(types);
    rows = List.copyOf(rows);
  }

  public int size() {
    return rows.size();
  }
}
