package io.tiangong.spi.testing;

import io.tiangong.spi.Bindings;
import io.tiangong.spi.Column;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.SortKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory, filtered and sorted in the plainest way: what other answers are compared with.
 *
 * @param rows one list per row, values as in {@link io.tiangong.spi.Value}, null for NULL
 */
public record Relation(List<Column> columns, List<List<@Nullable Object>> rows) {

  public Relation {
    columns = List.copyOf(columns);
    rows = rows.stream().map(row -> Collections.unmodifiableList(new ArrayList<>(row))).toList();
  }

  /** The rows for which every predicate is true. */
  public Relation where(List<Predicate> predicates, Bindings bindings) {
    return with(
        rows.stream()
            .filter(row -> predicates.stream().allMatch(p -> isTrue(p, row, bindings)))
            .toList());
  }

  /** The rows whose key columns are in the key set; all rows when the slot is not bound. */
  public Relation where(KeyFilter filter, Bindings bindings) {
    KeySet keys = bindings.keySet(filter.slot());
    if (keys == null) {
      return this;
    }
    int[] at = filter.columns().stream().mapToInt(this::indexOf).toArray();
    return with(rows.stream().filter(row -> contains(keys, at, row)).toList());
  }

  public Relation orderBy(List<SortKey> order) {
    if (order.isEmpty()) {
      return this;
    }
    Comparator<List<@Nullable Object>> comparator =
        order.stream().map(this::comparator).reduce(Comparator::thenComparing).orElseThrow();
    return with(rows.stream().sorted(comparator).toList());
  }

  public Relation limit(long count) {
    return with(rows.stream().limit(count).toList());
  }

  /** These columns, found by name. */
  public Relation select(List<Column> output) {
    int[] at = output.stream().mapToInt(c -> indexOf(c.name())).toArray();
    return new Relation(
        output,
        rows.stream()
            .<List<@Nullable Object>>map(
                row -> {
                  List<@Nullable Object> projected = new ArrayList<>();
                  Arrays.stream(at).forEach(i -> projected.add(row.get(i)));
                  return projected;
                })
            .toList());
  }

  /** TgSQL's order of two values of one kind: text by code point, bytes unsigned. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static int compare(Object left, Object right) {
    if (left instanceof byte[] bytes) {
      return Arrays.compareUnsigned(bytes, (byte[]) right);
    } else if (left instanceof String text) {
      return Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8));
    }
    return ((Comparable) left).compareTo(right);
  }

  private static boolean contains(KeySet keys, int[] at, List<@Nullable Object> row) {
    return keys.rows().stream()
        .anyMatch(
            key -> {
              for (int i = 0; i < at.length; i++) {
                Object cell = row.get(at[i]);
                if (cell == null || compare(cell, key.get(i)) != 0) {
                  return false;
                }
              }
              return true;
            });
  }

  private boolean isTrue(Predicate predicate, List<@Nullable Object> row, Bindings bindings) {
    if (predicate instanceof Predicate.IsNull isNull) {
      return (row.get(indexOf(isNull.column().name())) == null) != isNull.negated();
    } else if (predicate instanceof Predicate.In in) {
      Object cell = row.get(indexOf(in.column().name()));
      return in.operands().stream().anyMatch(o -> isTrue(cell, Predicate.Op.EQ, o, bindings));
    } else if (predicate instanceof Predicate.AnyOf any) {
      return any.branches().stream()
          .anyMatch(branch -> branch.stream().allMatch(p -> isTrue(p, row, bindings)));
    }
    Predicate.Compare compare = (Predicate.Compare) predicate;
    Object cell = row.get(indexOf(compare.column().name()));
    return isTrue(cell, compare.op(), compare.operand(), bindings);
  }

  private static boolean isTrue(
      @Nullable Object cell, Predicate.Op op, Operand operand, Bindings bindings) {
    Object value = operand.resolve(bindings);
    if (cell == null || value == null) {
      return false;
    }
    int order = compare(cell, value);
    return switch (op) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  private Comparator<List<@Nullable Object>> comparator(SortKey key) {
    int at = indexOf(key.column().name());
    Comparator<Object> values = key.descending() ? (a, b) -> compare(b, a) : Relation::compare;
    Comparator<@Nullable Object> nulls =
        key.nullsFirst() ? Comparator.nullsFirst(values) : Comparator.nullsLast(values);
    return (a, b) -> nulls.compare(a.get(at), b.get(at));
  }

  private int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + column + " in " + columns);
  }

  private Relation with(List<List<@Nullable Object>> others) {
    return new Relation(columns, others);
  }
}
