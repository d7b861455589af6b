package io.tiangong.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a source found out about one table by looking at it.
 *
 * @param name the declared table that this speaks of
 * @param rows estimated row count; negative when unknown
 * @param bytes estimated size; negative when unknown
 * @param exactText text columns whose native comparison, grouping and order are exactly TgSQL's (by
 *     code point, trailing spaces count), lower case
 * @param shortText text columns whose values are short enough for the source to sort by all of
 *     each, lower case
 * @param windows whether the source computes window functions
 * @param indexes left-to-right column lists of keys and indexes that make a lookup cheap, primary
 *     key first, lower case
 */
public record TableFacts(
    TableName name,
    long rows,
    long bytes,
    Set<String> exactText,
    Set<String> shortText,
    boolean windows,
    List<List<String>> indexes,
    Map<String, ColumnFacts> columns) {

  /** Changes of a size by less than this part of it are noise. */
  private static final int NOISE = 10;

  private static final ColumnFacts UNKNOWN = new ColumnFacts(-1, -1);

  public TableFacts {
    exactText = Set.copyOf(exactText);
    shortText = Set.copyOf(shortText);
    indexes = indexes.stream().map(List::copyOf).toList();
    columns = Map.copyOf(columns);
  }

  /** Of a source that does not speak SQL. */
  public TableFacts(
      TableName name,
      long rows,
      long bytes,
      Set<String> exactText,
      List<List<String>> indexes,
      Map<String, ColumnFacts> columns) {
    this(name, rows, bytes, exactText, Set.of(), false, indexes, columns);
  }

  /** Of a source that does not speak SQL; nothing is known of the columns. */
  public TableFacts(
      TableName name, long rows, long bytes, Set<String> exactText, List<List<String>> indexes) {
    this(name, rows, bytes, exactText, indexes, Map.of());
  }

  /** Nothing is known: the source could not be asked. */
  public static TableFacts unknown(TableName name) {
    return new TableFacts(name, -1, -1, Set.of(), List.of());
  }

  public TableFacts withRows(long counted) {
    return new TableFacts(name, counted, bytes, exactText, shortText, windows, indexes, columns);
  }

  /**
   * Whether plans made with these facts should not outlive the others: something is known that was
   * not, keys, collations or abilities changed, or a size changed by a tenth.
   */
  public boolean differsFrom(TableFacts before) {
    return !exactText.equals(before.exactText)
        || !shortText.equals(before.shortText)
        || windows != before.windows
        || !indexes.equals(before.indexes)
        || !columns.keySet().equals(before.columns.keySet())
        || differs(rows, before.rows)
        || columns.entrySet().stream()
            .anyMatch(
                e ->
                    differs(
                        e.getValue().distinct(),
                        before.columns.getOrDefault(e.getKey(), UNKNOWN).distinct()));
  }

  private static boolean differs(long now, long before) {
    return now != before && Math.abs(now - before) >= Math.max(1, Math.abs(before) / NOISE);
  }
}
