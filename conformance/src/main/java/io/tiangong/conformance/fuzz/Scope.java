package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.fuzz.query.Expr;
import io.tiangong.conformance.fuzz.query.Family;
import io.tiangong.conformance.fuzz.query.Magnitude;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The columns that an expression may name.
 *
 * @param keys columns that together tell rows apart; empty: not known
 */
record Scope(List<Expr.Reference> columns, List<Expr.Reference> keys) {

  Scope {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
  }

  /** Both; rows are told apart by the keys of both, where both are known. */
  Scope and(Scope other, boolean keyed) {
    boolean known = keyed && !keys.isEmpty() && !other.keys.isEmpty();
    return new Scope(
        Stream.concat(columns.stream(), other.columns.stream()).toList(),
        known ? Stream.concat(keys.stream(), other.keys.stream()).toList() : List.of());
  }

  Expr.Reference any(Random random) {
    return columns.get(random.nextInt(columns.size()));
  }

  /** A column of the family, or null. */
  Expr.@org.jspecify.annotations.Nullable Reference of(Family family, Random random) {
    return of(family, random, c -> true);
  }

  /** One that may be added up. */
  Expr.@org.jspecify.annotations.Nullable Reference addend(Family family, Random random) {
    return of(family, random, c -> c.magnitude() != Magnitude.EXTREME);
  }

  /** One that may be multiplied. */
  Expr.@org.jspecify.annotations.Nullable Reference factor(Family family, Random random) {
    return of(family, random, c -> c.magnitude() == Magnitude.SMALL);
  }

  private Expr.@org.jspecify.annotations.Nullable Reference of(
      Family family, Random random, Predicate<Expr.Reference> wanted) {
    List<Expr.Reference> found =
        columns.stream().filter(c -> c.family() == family).filter(wanted).toList();
    return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
  }
}
