package io.tiangong.hbase;

import io.tiangong.hbase.keyplan.KeyCondition;
import io.tiangong.hbase.rowkey.KeyPrefix;
import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.SortKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.client.Result;

/**
 * An order of rows that the row key has: forwards or backwards, and across salt buckets by merging
 * them.
 *
 * @param prefix bytes before the fields, which do not count
 */
record KeyOrder(int prefix, boolean reversed) {

  /** As the keys are stored. */
  static final KeyOrder PLAIN = new KeyOrder(0, false);

  /** Each bucket is a scan of its own that waits for the others. */
  private static final int MAX_BUCKETS = 64;

  /** The order that gives the wanted one for rows that pass the filters; empty: none does. */
  static Optional<KeyOrder> of(RowKeySpec spec, List<Predicate> filters, List<SortKey> wanted) {
    Set<Integer> single = new HashSet<>();
    filters.stream()
        .filter(filter -> KeyCondition.isOfOneField(spec, filter) && KeyPushdown.isSingle(filter))
        .forEach(filter -> single.add(KeyPushdown.field(spec, filter)));
    if (wanted.isEmpty() || !isMergeable(spec.prefix(), single)) {
      return Optional.empty();
    }
    int length = spec.prefix().length();
    boolean keeps = follows(spec, single, wanted, false);
    return keeps || follows(spec, single, wanted, true)
        ? Optional.of(new KeyOrder(length, !keeps))
        : Optional.empty();
  }

  private static boolean isMergeable(KeyPrefix prefix, Set<Integer> single) {
    return single.containsAll(prefix.fields())
        || (prefix instanceof KeyPrefix.Salt salt && salt.buckets() <= MAX_BUCKETS);
  }

  private static boolean follows(
      RowKeySpec spec, Set<Integer> single, List<SortKey> wanted, boolean reversed) {
    int next = 0;
    for (SortKey key : wanted) {
      int field = spec.indexOf(key.column().name()).orElse(-1);
      if (single.contains(field)) {
        continue;
      }
      while (single.contains(next)) {
        next++;
      }
      if (next == spec.fields().size()) {
        return true;
      }
      if (field != next
          || key.descending() != (spec.fields().get(field).codec().descending() != reversed)) {
        return false;
      }
      next++;
    }
    return true;
  }

  /** Compares row keys. */
  int compare(byte[] left, byte[] right) {
    int order = Arrays.compareUnsigned(left, prefix, left.length, right, prefix, right.length);
    return reversed ? -order : order;
  }

  /** Compares rows that have cells. */
  Comparator<Result> rows() {
    return (left, right) -> compare(left.rawCells()[0], right.rawCells()[0]);
  }

  private int compare(Cell left, Cell right) {
    int order =
        Arrays.compareUnsigned(
            left.getRowArray(),
            left.getRowOffset() + prefix,
            left.getRowOffset() + left.getRowLength(),
            right.getRowArray(),
            right.getRowOffset() + prefix,
            right.getRowOffset() + right.getRowLength());
    return reversed ? -order : order;
  }
}
