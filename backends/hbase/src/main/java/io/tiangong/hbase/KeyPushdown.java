package io.tiangong.hbase;

import io.tiangong.hbase.keyplan.KeyCondition;
import io.tiangong.hbase.rowkey.KeyPrefix;
import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Predicate.AnyOf;
import io.tiangong.spi.Predicate.Compare;
import io.tiangong.spi.Predicate.In;
import io.tiangong.spi.Predicate.IsNull;
import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.Scan;
import io.tiangong.spi.Want;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides what of a wish HBase can give: conditions on a left prefix of the key columns, conditions
 * on cells that filters in the server decide exactly, the key's order in both directions, and a
 * limit when nothing is left above.
 */
final class KeyPushdown {

  private static final double EQUALITY = 0.01;
  private static final double HALF_RANGE = 0.3;
  private static final double WHOLE_KEY = 1e-6;

  /** As many as a plan has ranges. */
  private static final int MAX_BRANCHES = 4_096;

  private static final double FEW_VALUES = 0.1;
  private static final double NOT_NULL = 0.9;

  private final HBaseTable table;
  private final RowKeySpec spec;
  private final Scan scan;
  private final Want want;

  private KeyPushdown(HBaseTable table, Scan scan, Want want) {
    this.table = table;
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
    boolean order = KeyOrder.of(spec, filters, want.order()).isPresent();
    boolean limit =
        want.limit().isPresent()
            && taken.size() == want.filters().size()
            && (order || want.order().isEmpty());
    if (taken.isEmpty() && !order && !limit) {
      return Optional.empty();
    }
    Scan offered = scan.withFilters(filters);
    offered = order ? offered.withOrder(want.order()) : offered;
    offered = limit ? offered.withLimit(want.limit().orElseThrow()) : offered;
    return Optional.of(new Pushdown(offered, taken, order, limit, selectivity(filters)));
  }

  private Set<Integer> taken() {
    List<Predicate> all = Stream.concat(scan.filters().stream(), want.filters().stream()).toList();
    boolean hasChoice = scan.filters().stream().anyMatch(AnyOf.class::isInstance);
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < want.filters().size(); i++) {
      Predicate filter = want.filters().get(i);
      if (filter instanceof AnyOf any) {
        if (!hasChoice && narrowsKey(any, all)) {
          taken.add(i);
          hasChoice = true;
        }
      } else if (narrowsKey(filter, all) || CellFilters.supports(table, filter)) {
        taken.add(i);
      }
    }
    return taken;
  }

  /** Whether fewer keys need to be read for each branch: it stands for a conjunction of its own. */
  private boolean narrowsKey(AnyOf any, List<Predicate> all) {
    return any.branches().size() <= MAX_BRANCHES
        && KeyCondition.supports(spec, any)
        && any.branches().stream()
            .allMatch(
                branch -> {
                  List<Predicate> both = Stream.concat(all.stream(), branch.stream()).toList();
                  return branch.stream().anyMatch(filter -> narrowsKey(filter, both));
                });
  }

  /** Whether a condition on one field narrows the keys that meet all of them. */
  private boolean narrowsKey(Predicate filter, List<Predicate> all) {
    int known = knownFields(spec, all, scan);
    boolean hashed = spec.prefix() instanceof KeyPrefix.Hash hash && hash.field() >= known;
    return KeyCondition.isOfOneField(spec, filter) && !hashed && field(spec, filter) <= known;
  }

  /** How many leading fields get their values from equalities or from another fragment's keys. */
  static int knownFields(RowKeySpec spec, List<Predicate> filters, Scan scan) {
    Set<Integer> known = new HashSet<>();
    filters.stream()
        .filter(filter -> KeyCondition.isOfOneField(spec, filter) && isPoints(filter))
        .forEach(filter -> known.add(field(spec, filter)));
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

  static int field(RowKeySpec spec, Predicate filter) {
    return spec.indexOf(column(filter)).orElseThrow();
  }

  static String column(Predicate filter) {
    if (filter instanceof Compare compare) {
      return compare.column().name();
    }
    return filter instanceof In in ? in.column().name() : ((IsNull) filter).column().name();
  }

  static boolean isSingle(Predicate filter) {
    return filter instanceof In in ? in.operands().size() == 1 : isPoints(filter);
  }

  private double selectivity(List<Predicate> filters) {
    double share = 1;
    for (Predicate filter : filters) {
      share *= selectivity(filter);
    }
    boolean whole = knownFields(spec, filters, scan) == spec.fields().size();
    return whole ? Math.min(share, WHOLE_KEY * Math.max(1, combinations(filters))) : share;
  }

  private double selectivity(Predicate filter) {
    if (filter instanceof AnyOf any) {
      return Math.min(1, any.branches().stream().mapToDouble(this::selectivity).sum());
    } else if (filter instanceof IsNull) {
      return NOT_NULL;
    } else if (!isPoints(filter)) {
      return filter instanceof Compare compare && compare.op() == Op.NE ? NOT_NULL : HALF_RANGE;
    }
    double one = spec.indexOf(column(filter)).isPresent() ? EQUALITY : FEW_VALUES;
    return Math.min(1, filter instanceof In in ? one * in.operands().size() : one);
  }

  private double combinations(List<Predicate> filters) {
    double product = 1;
    for (Predicate filter : filters) {
      boolean ofKey = KeyCondition.isOfOneField(spec, filter);
      product *= ofKey && filter instanceof In in ? in.operands().size() : 1;
    }
    return product;
  }
}
