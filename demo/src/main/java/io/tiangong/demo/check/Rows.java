package io.tiangong.demo.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An expected answer in the making, with TgSQL's order: NULLs are lowest, text goes by code point.
 */
record Rows(List<List<@Nullable Object>> list) {

  /** Cells of one row. */
  static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }

  static Rows of(Stream<List<@Nullable Object>> rows) {
    return new Rows(rows.toList());
  }

  static Rows single(@Nullable Object... cells) {
    return new Rows(List.of(row(cells)));
  }

  Rows plus(List<@Nullable Object> row) {
    return Rows.of(Stream.concat(list.stream(), Stream.of(row)));
  }

  /**
   * @param terms columns from 1 as in {@code ORDER BY 2, 1}; negative for DESC
   */
  Rows orderBy(int... terms) {
    List<List<@Nullable Object>> sorted = new ArrayList<>(list);
    sorted.sort((left, right) -> compare(left, right, terms));
    return new Rows(sorted);
  }

  Rows limit(int count) {
    return limit(count, 0);
  }

  Rows limit(int count, int offset) {
    return Rows.of(list.stream().skip(offset).limit(count));
  }

  private static int compare(
      List<@Nullable Object> left, List<@Nullable Object> right, int[] terms) {
    for (int term : terms) {
      int column = Math.abs(term) - 1;
      int order = NULLS_LOWEST.compare(left.get(column), right.get(column));
      if (order != 0) {
        return term < 0 ? -order : order;
      }
    }
    return 0;
  }

  private static final Comparator<@Nullable Object> NULLS_LOWEST =
      Comparator.nullsFirst(Rows::compareValues);

  @SuppressWarnings("unchecked")
  private static int compareValues(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return Arrays.compareUnsigned(
          a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
    return ((Comparable<Object>) left).compareTo(right);
  }
}
