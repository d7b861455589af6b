package io.tiangong.spi;

import java.util.List;
import java.util.Set;

/**
 * What a source found out about one table by looking at it.
 *
 * @param name the declared table that this speaks of
 * @param rows estimated row count; negative when unknown
 * @param bytes estimated size; negative when unknown
 * @param exactText text columns whose native comparison, grouping and order are exactly TgSQL's (by
 *     code point, trailing spaces count), lower case
 * @param indexes left-to-right column lists of keys and indexes that make a lookup cheap, primary
 *     key first, lower case
 */
public record TableFacts(
    TableName name, long rows, long bytes, Set<String> exactText, List<List<String>> indexes) {
  public TableFacts {
    exactText = Set.copyOf(exactText);
    indexes = indexes.stream().map(List::copyOf).toList();
  }

  /** Nothing is known: the source could not be asked. */
  public static TableFacts unknown(TableName name) {
    return new TableFacts(name, -1, -1, Set.of(), List.of());
  }
}
