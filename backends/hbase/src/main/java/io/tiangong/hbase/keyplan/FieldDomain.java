package io.tiangong.hbase.keyplan;

import io.tiangong.hbase.rowkey.ByteRange;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one field of the row key, as encodings: a set of points, or an interval.
 *
 * @param points sorted; null when only the interval is known
 */
record FieldDomain(@Nullable SortedSet<byte[]> points, ByteRange range) {

  static final FieldDomain ANY = new FieldDomain(null, ByteRange.all());

  boolean isAny() {
    return points == null && range.isAll();
  }

  boolean isEmpty() {
    return points == null ? range.isEmpty() : points.isEmpty();
  }

  FieldDomain and(Collection<byte[]> others) {
    TreeSet<byte[]> both = new TreeSet<>(Arrays::compareUnsigned);
    others.stream().filter(this::contains).forEach(both::add);
    return new FieldDomain(both, range);
  }

  FieldDomain and(ByteRange other) {
    FieldDomain narrowed = new FieldDomain(null, range.intersect(other));
    return points == null ? narrowed : narrowed.and(points);
  }

  boolean contains(byte[] encoded) {
    return points == null ? range.contains(encoded) : points.contains(encoded);
  }
}
