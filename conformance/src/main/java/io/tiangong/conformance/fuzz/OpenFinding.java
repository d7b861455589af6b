package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.fuzz.query.Expr;
import io.tiangong.conformance.fuzz.query.Expr.Nesting;
import io.tiangong.conformance.fuzz.query.Query;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is known to be wrong and not mended yet: queries that run into it are counted as withheld
 * and not run. This is the one place where anything is left out of the comparison.
 */
enum OpenFinding {
  P17(
      "a scalar sub-query in SELECT is refused where it can't become a join",
      OpenFinding::selectsSubQuery);

  private final String what;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing mutable
  private final Predicate<Query> hits;

  OpenFinding(String what, Predicate<Query> hits) {
    this.what = what;
    this.hits = hits;
  }

  /** The findings that a query runs into. */
  static List<OpenFinding> of(Query query) {
    return Arrays.stream(values()).filter(f -> f.hits.test(query)).toList();
  }

  private static boolean selectsSubQuery(Query query) {
    return query
        .selects()
        .flatMap(select -> select.columns().stream())
        .flatMap(Expr::all)
        .anyMatch(e -> e instanceof Expr.Nested nested && nested.nesting() == Nesting.SCALAR);
  }

  @Override
  public String toString() {
    return name() + ": " + what;
  }
}
