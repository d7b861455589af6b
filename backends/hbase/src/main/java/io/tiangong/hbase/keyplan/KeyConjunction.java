package io.tiangong.hbase.keyplan;

import io.tiangong.hbase.rowkey.FieldCodec;
import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Predicate.Compare;
import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.QueryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Demands on row keys that hold together: a domain per field, and tuples of some fields. */
final class KeyConjunction {

  private final RowKeySpec spec;
  private final List<FieldDomain> domains;
  private final @Nullable KeyTuples tuples;

  private KeyConjunction(RowKeySpec spec, List<FieldDomain> domains, @Nullable KeyTuples tuples) {
    this.spec = spec;
    this.domains = domains;
    this.tuples = tuples;
  }

  /**
   * The demands under these bindings.
   *
   * @param filters predicates that {@link KeyCondition#isOfOneField} accepts
   */
  static KeyConjunction of(
      RowKeySpec spec, List<Predicate> filters, Optional<KeyFilter> keys, Bindings bindings) {
    List<FieldDomain> domains =
        new ArrayList<>(Collections.nCopies(spec.fields().size(), FieldDomain.ANY));
    for (Predicate filter : filters) {
      if (!KeyCondition.isOfOneField(spec, filter)) {
        throw new QueryException(ErrorCode.INTERNAL, "not a condition on the row key: " + filter);
      }
      int field = field(spec, filter);
      domains.set(
          field, narrow(domains.get(field), spec.fields().get(field).codec(), filter, bindings));
    }
    KeySet set = keys.map(filter -> bindings.keySet(filter.slot())).orElse(null);
    KeyTuples tuples = set == null ? null : KeyTuples.of(spec, keys.orElseThrow(), set, domains);
    return new KeyConjunction(spec, domains, tuples);
  }

  private static int field(RowKeySpec spec, Predicate filter) {
    String column =
        filter instanceof Compare compare
            ? compare.column().name()
            : ((Predicate.In) filter).column().name();
    return spec.indexOf(column).orElseThrow();
  }

  private static FieldDomain narrow(
      FieldDomain domain, FieldCodec codec, Predicate filter, Bindings bindings) {
    if (filter instanceof Predicate.In in) {
      return domain.and(points(codec, in.operands(), bindings));
    }
    Compare compare = (Compare) filter;
    if (compare.op() == Op.EQ) {
      return domain.and(points(codec, List.of(compare.operand()), bindings));
    }
    Object value = compare.operand().resolve(bindings);
    return value == null ? domain.and(List.of()) : domain.and(codec.range(compare.op(), value));
  }

  private static List<byte[]> points(FieldCodec codec, List<Operand> operands, Bindings bindings) {
    List<byte[]> points = new ArrayList<>();
    for (Operand operand : operands) {
      Object value = operand.resolve(bindings);
      byte[] encoded = value == null ? null : codec.encode(value);
      if (encoded != null) {
        points.add(encoded);
      }
    }
    return points;
  }

  /** Whether no row can meet it. */
  boolean isNever() {
    return domains.stream().anyMatch(FieldDomain::isEmpty)
        || (tuples != null && tuples.size() == 0);
  }

  /** Whether every row meets it. */
  boolean isAlways() {
    return tuples == null && domains.stream().allMatch(FieldDomain::isAny);
  }

  RowKeySpec spec() {
    return spec;
  }

  FieldDomain domain(int field) {
    return domains.get(field);
  }

  @Nullable KeyTuples tuples() {
    return tuples;
  }

  /**
   * Whether a row meets it.
   *
   * @param bounds from {@link RowKeySpec#bounds}
   */
  boolean test(byte[] key, int[] bounds) {
    for (int i = 0; i < domains.size(); i++) {
      FieldDomain domain = domains.get(i);
      if (!domain.isAny() && !domain.contains(Arrays.copyOfRange(key, bounds[i], bounds[i + 1]))) {
        return false;
      }
    }
    return tuples == null || tuples.contains(key, bounds);
  }
}
