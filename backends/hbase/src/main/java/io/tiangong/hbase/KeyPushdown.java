package io.tiangong.hbase;

import io.tiangong.hbase.keyplan.KeyCondition;
import io.tiangong.hbase.rowkey.KeyPrefix;
import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Predicate.Compare;
import io.tiangong.spi.Predicate.In;
import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.Scan;
import io.tiangong.spi.SortKey;
import io.tiangong.spi.Want;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides what of a wish the row key can give: conditions on a left prefix of the key columns, the
 * key's order where no salt breaks it, and a limit when nothing is left above.
 */
final class KeyPushdown {

  private static final double EQUALITY = 0.01;
  private static final double HALF_RANGE = 0.3;
  private static final double WHOLE_KEY = 1e-6;

  private final RowKeySpec spec;
  private final Scan scan;
  private final Want want;

  private KeyPushdown(HBaseTable table, Scan scan, Want want) {
    this.spec = table.rowKey();
    this.scan = scan;
    this.want = want;
  }

  static Optional<Pushdown> offer(HBaseTable table, Scan scan, Want want) {
    // Whatever were filtered or sorted now would come after the limit in the query.
    return scan.limit().isPresent() ? Optional.empty() : new KeyPushdown(table, scan, want).offer();
  }

  private Optional<Pushdown> offer() {
    Set<Integer> taken = taken();
    List<Predicate> filters = new ArrayList<>(scan.filters());
    taken.stream().sorted().map(want.filters()::get).forEach(filters::add);
    boolean order = !want.order().isEmpty() && isKeyOrder(filters);
    boolean limit =
        want.limit().isPresent()
            && taken.size() == want.filters().size()
            && (order || want.order().isEmpty());
    if (taken.isEmpty() && !order && !limit) {
      return Optional.empty();
    }
    Scan offered =
        new Scan(
            scan.table(),
            scan.output(),
            filters,
            scan.keys(),
            order ? want.order() : scan.order(),
            limit ? want.limit() : Optional.empty());
    return Optional.of(new Pushdown(offered, taken, order, limit, selectivity(filters)));
  }

  private Set<Integer> taken() {
    List<Predicate> all = Stream.concat(scan.filters().stream(), want.filters().stream()).toList();
    int known = knownFields(spec, all, scan);
    Set<Integer> taken = new HashSet<>();
    if (spec.prefix() instanceof KeyPrefix.Hash hash && hash.field() >= known) {
      return taken;
    }
    for (int i = 0; i < want.filters().size(); i++) {
      Predicate filter = want.filters().get(i);
      if (KeyCondition.supports(spec, filter) && field(filter) <= known) {
        taken.add(i);
      }
    }
    return taken;
  }

  /** How many leading fields get their values from equalities or from another fragment's keys. */
  static int knownFields(RowKeySpec spec, List<Predicate> filters, Scan scan) {
    Set<Integer> known = new HashSet<>();
    filters.stream()
        .filter(filter -> KeyCondition.supports(spec, filter) && isPoints(filter))
        .forEach(filter -> known.add(spec.indexOf(column(filter)).orElseThrow()));
    scan.keys().stream()
        .flatMap(keys -> keys.columns().stream())
        .forEach(column -> spec.indexOf(column).ifPresent(known::add));
    int count = 0;
    while (known.contains(count)) {
      count++;
    }
    return count;
  }

  private static boolean isPoints(Predicate filter) {
    return filter instanceof In || (filter instanceof Compare compare && compare.op() == Op.EQ);
  }

  private int field(Predicate filter) {
    return spec.indexOf(column(filter)).orElseThrow();
  }

  private static String column(Predicate filter) {
    return filter instanceof Compare compare
        ? compare.column().name()
        : ((In) filter).column().name();
  }

  /** Whether rows leave in the wanted order when the ranges are read one after the other. */
  private boolean isKeyOrder(List<Predicate> filters) {
    Set<Integer> single = new HashSet<>();
    filters.stream()
        .filter(filter -> KeyCondition.supports(spec, filter) && isSingle(filter))
        .forEach(filter -> single.add(field(filter)));
    if (!single.containsAll(spec.prefix().fields())) {
      return false;
    }
    int next = 0;
    for (SortKey key : want.order()) {
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
      if (field != next || key.descending() != spec.fields().get(field).codec().descending()) {
        return false;
      }
      next++;
    }
    return true;
  }

  private static boolean isSingle(Predicate filter) {
    return filter instanceof In in ? in.operands().size() == 1 : isPoints(filter);
  }

  private double selectivity(List<Predicate> filters) {
    double share = 1;
    for (Predicate filter : filters) {
      if (filter instanceof In in) {
        share *= Math.min(1, EQUALITY * in.operands().size());
      } else {
        share *= isPoints(filter) ? EQUALITY : HALF_RANGE;
      }
    }
    boolean whole = knownFields(spec, filters, scan) == spec.fields().size();
    return whole ? Math.min(share, WHOLE_KEY * Math.max(1, combinations(filters))) : share;
  }

  private static double combinations(List<Predicate> filters) {
    double product = 1;
    for (Predicate filter : filters) {
      product *= filter instanceof In in ? in.operands().size() : 1;
    }
    return product;
  }
}
