package io.tiangong.hbase.keyplan;

import io.tiangong.hbase.rowkey.ByteRange;
import io.tiangong.hbase.rowkey.FieldCodec;
import io.tiangong.hbase.rowkey.KeyPrefix;
import io.tiangong.hbase.rowkey.RowKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns a condition into the smallest set of points or ranges that covers it: the union of what
 * covers its alternatives.
 *
 * <p>Of one alternative, leading fields whose values are all known make up <em>heads</em>; a head
 * of all fields is a point, a shorter one is a range, narrowed by what is known of the field after
 * it. A product that would exceed the limits is cut back to fewer fields; the ranges are then wider
 * than the condition.
 */
public final class KeyPlanner {

  /** Bounds of a plan's size. */
  public record Limits(int points, int ranges) {
    public static final Limits DEFAULT = new Limits(200_000, 4_096);

    private Limits dividedBy(int parts) {
      return new Limits(Math.max(1, points / parts), Math.max(1, ranges / parts));
    }
  }

  private final RowKeySpec spec;
  private final KeyConjunction condition;
  private final @Nullable KeyTuples tuples;
  private final Limits limits;

  private KeyPlanner(KeyConjunction condition, Limits limits) {
    this.spec = condition.spec();
    this.condition = condition;
    this.tuples = condition.tuples();
    this.limits = limits;
  }

  public static KeyPlan plan(KeyCondition condition, Limits limits) {
    List<KeyConjunction> alternatives =
        condition.alternatives().stream().filter(alternative -> !alternative.isNever()).toList();
    if (alternatives.isEmpty()) {
      return new KeyPlan.Points(List.of());
    }
    Limits share = limits.dividedBy(alternatives.size());
    List<KeyPlan> plans =
        alternatives.stream().map(each -> new KeyPlanner(each, share).plan()).toList();
    return plans.size() == 1 ? plans.get(0) : union(plans, alternatives.get(0).spec());
  }

  private static KeyPlan union(List<KeyPlan> plans, RowKeySpec spec) {
    List<ByteRange> ranges = new ArrayList<>();
    List<byte[]> points = new ArrayList<>();
    boolean exact = true;
    for (KeyPlan plan : plans) {
      if (plan instanceof KeyPlan.Points some) {
        points.addAll(some.keys());
      } else {
        KeyPlan.Ranges some = (KeyPlan.Ranges) plan;
        if (some.isEverything()) {
          return some;
        }
        ranges.addAll(some.ranges());
        exact &= some.exact();
      }
    }
    if (ranges.isEmpty()) {
      TreeSet<byte[]> distinct = new TreeSet<>(Arrays::compareUnsigned);
      distinct.addAll(points);
      return new KeyPlan.Points(List.copyOf(distinct));
    }
    points.forEach(key -> ranges.add(ByteRange.only(key)));
    return new KeyPlan.Ranges(merged(ranges, spec), exact);
  }

  private KeyPlan plan() {
    int depth = depth();
    Collection<byte[][]> heads = heads(depth);
    if (depth == spec.fields().size()) {
      return points(heads);
    }
    if (!prefixKnown(depth) && spec.prefix().candidates().isEmpty()) {
      return new KeyPlan.Ranges(List.of(ByteRange.all()), condition.isAlways());
    }
    List<ByteRange> ranges = new ArrayList<>();
    ByteRange next = next(depth);
    for (byte[][] head : heads) {
      for (byte[] prefix : prefixes(head, depth)) {
        ranges.add(next.under(RowKeySpec.join(prefix, head, depth)));
      }
    }
    List<ByteRange> merged = merged(ranges, spec);
    return merged.isEmpty()
        ? new KeyPlan.Points(List.of())
        : new KeyPlan.Ranges(merged, isExact(depth));
  }

  private KeyPlan points(Collection<byte[][]> heads) {
    List<byte[]> keys = new ArrayList<>(heads.size());
    for (byte[][] head : heads) {
      keys.add(RowKeySpec.join(spec.prefix().of(head), head, head.length));
    }
    keys.sort(Arrays::compareUnsigned);
    return new KeyPlan.Points(keys);
  }

  /** How many leading fields have known values, as far as the limits allow. */
  private int depth() {
    int known = 0;
    while (known < spec.fields().size() && isKnown(known)) {
      known++;
    }
    if (known == spec.fields().size() && count(known) <= limits.points()) {
      return known;
    }
    int depth = Math.min(known, spec.fields().size() - 1);
    while (depth > 0 && count(depth) > limits.ranges()) {
      depth--;
    }
    return depth;
  }

  private boolean isKnown(int field) {
    return inTuples(field) || condition.domain(field).points() != null;
  }

  private boolean inTuples(int field) {
    return tuples != null && tuples.covers(field);
  }

  /** Upper bound of the points or ranges at this depth. */
  private double count(int depth) {
    double count = prefixKnown(depth) ? 1 : Math.max(1, spec.prefix().candidates().size());
    boolean tuplesCounted = false;
    for (int i = 0; i < depth; i++) {
      if (!inTuples(i)) {
        count *= known(condition.domain(i)).size();
      } else if (!tuplesCounted) {
        count *= tuples == null ? 1 : tuples.size();
        tuplesCounted = true;
      }
    }
    return count;
  }

  private static SortedSet<byte[]> known(FieldDomain domain) {
    SortedSet<byte[]> points = domain.points();
    if (points == null) {
      throw new IllegalStateException("no points");
    }
    return points;
  }

  /** The distinct combinations of values of the first fields. */
  private Collection<byte[][]> heads(int depth) {
    Collection<byte[][]> heads = new ArrayList<>();
    if (tuples == null) {
      heads.add(new byte[spec.fields().size()][]);
    } else {
      heads.addAll(tuples.tuples());
    }
    for (int i = 0; i < depth; i++) {
      if (!inTuples(i)) {
        heads = product(heads, i, known(condition.domain(i)));
      }
    }
    return tuples == null ? heads : distinct(heads, depth);
  }

  private static List<byte[][]> product(
      Collection<byte[][]> heads, int field, Collection<byte[]> values) {
    List<byte[][]> product = new ArrayList<>(heads.size() * values.size());
    for (byte[][] head : heads) {
      for (byte[] value : values) {
        byte[][] longer = head.clone();
        longer[field] = value;
        product.add(longer);
      }
    }
    return product;
  }

  private static Collection<byte[][]> distinct(Collection<byte[][]> heads, int depth) {
    TreeMap<byte[], byte[][]> byBytes = new TreeMap<>(Arrays::compareUnsigned);
    heads.forEach(head -> byBytes.put(RowKeySpec.join(new byte[0], head, depth), head));
    return byBytes.values();
  }

  private boolean prefixKnown(int depth) {
    return spec.prefix().fields().stream().allMatch(field -> field < depth);
  }

  private List<byte[]> prefixes(byte[][] head, int depth) {
    KeyPrefix prefix = spec.prefix();
    return prefixKnown(depth) ? List.of(prefix.of(head)) : prefix.candidates();
  }

  /** What is known of the field after the heads, as one interval. */
  private ByteRange next(int field) {
    if (!isKnown(field)) {
      return condition.domain(field).range();
    }
    SortedSet<byte[]> values = condition.domain(field).points();
    if (values == null) {
      values = new TreeSet<>(Arrays::compareUnsigned);
      for (byte[][] tuple : tuples == null ? List.<byte[][]>of() : tuples.tuples()) {
        values.add(tuple[field]);
      }
    }
    FieldCodec codec = spec.fields().get(field).codec();
    return new ByteRange(values.first(), codec.matching(values.last()).to());
  }

  private boolean isExact(int depth) {
    if (isKnown(depth) || (tuples != null && tuples.lastField() >= depth)) {
      return false;
    }
    for (int i = depth + 1; i < spec.fields().size(); i++) {
      if (!condition.domain(i).isAny()) {
        return false;
      }
    }
    return true;
  }

  private static List<ByteRange> merged(List<ByteRange> ranges, RowKeySpec spec) {
    ranges.removeIf(ByteRange::isEmpty);
    ranges.sort(Comparator.comparing(ByteRange::from, Arrays::compareUnsigned));
    List<ByteRange> merged = new ArrayList<>();
    for (ByteRange range : ranges) {
      int last = merged.size() - 1;
      if (last >= 0 && touches(merged.get(last), range, spec.prefix().length())) {
        merged.set(last, new ByteRange(merged.get(last).from(), later(merged.get(last), range)));
      } else {
        merged.add(range);
      }
    }
    return merged;
  }

  /** Ranges of different prefixes stay apart: they are read side by side. */
  private static boolean touches(ByteRange first, ByteRange second, int prefix) {
    byte[] to = first.to();
    if (Arrays.compare(first.from(), 0, prefix, second.from(), 0, prefix) != 0) {
      return false;
    }
    return to == null || Arrays.compareUnsigned(to, second.from()) >= 0;
  }

  private static byte @Nullable [] later(ByteRange first, ByteRange second) {
    byte[] a = first.to();
    byte[] b = second.to();
    if (a == null || b == null) {
      return null;
    }
    return Arrays.compareUnsigned(a, b) >= 0 ? a : b;
  }
}
