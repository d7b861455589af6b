package io.tiangong.hbase.keyplan;

import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Predicate.AnyOf;
import io.tiangong.spi.Predicate.Compare;
import io.tiangong.spi.Predicate.In;
import io.tiangong.spi.Predicate.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that one execution demands of row keys: one of several conjunctions is met. */
public final class KeyCondition {

  private final List<KeyConjunction> alternatives;

  private KeyCondition(List<KeyConjunction> alternatives) {
    this.alternatives = List.copyOf(alternatives);
  }

  /** Whether a predicate is one on a single field of the row key. */
  public static boolean isOfOneField(RowKeySpec spec, Predicate predicate) {
    if (predicate instanceof Compare compare) {
      return compare.op() != Op.NE && spec.indexOf(compare.column().name()).isPresent();
    }
    return predicate instanceof In in && spec.indexOf(in.column().name()).isPresent();
  }

  /** Whether a predicate can be stated about the row key. */
  public static boolean supports(RowKeySpec spec, Predicate predicate) {
    return predicate instanceof AnyOf any
        ? any.branches().stream().flatMap(List::stream).allMatch(p -> isOfOneField(spec, p))
        : isOfOneField(spec, predicate);
  }

  /**
   * The condition under these bindings.
   *
   * @param filters predicates that {@link #supports} accepts
   */
  public static KeyCondition of(
      RowKeySpec spec, List<Predicate> filters, Optional<KeyFilter> keys, Bindings bindings) {
    return new KeyCondition(
        conjunctions(filters).stream()
            .map(conjunction -> KeyConjunction.of(spec, conjunction, keys, bindings))
            .toList());
  }

  /** The filters in disjunctive normal form: lists of which one is true as a whole. */
  public static List<List<Predicate>> conjunctions(List<Predicate> filters) {
    if (filters.stream().noneMatch(AnyOf.class::isInstance)) {
      return List.of(filters);
    }
    List<List<Predicate>> all = List.of(List.of());
    for (Predicate filter : filters) {
      List<List<Predicate>> branches =
          filter instanceof AnyOf any ? any.branches() : List.of(List.of(filter));
      List<List<Predicate>> longer = new ArrayList<>(all.size() * branches.size());
      for (List<Predicate> conjunction : all) {
        for (List<Predicate> branch : branches) {
          longer.add(Stream.concat(conjunction.stream(), branch.stream()).toList());
        }
      }
      all = longer;
    }
    return all;
  }

  /** Not empty. */
  List<KeyConjunction> alternatives() {
    return alternatives;
  }

  /**
   * Whether a row meets it.
   *
   * @param bounds from {@link RowKeySpec#bounds}
   */
  public boolean test(byte[] key, int[] bounds) {
    return alternatives.stream().anyMatch(conjunction -> conjunction.test(key, bounds));
  }
}
