package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.fuzz.query.Expr;
import io.tiangong.conformance.fuzz.query.Expr.Nesting;
import io.tiangong.conformance.fuzz.query.Family;
import io.tiangong.conformance.fuzz.query.Operator;
import io.tiangong.conformance.fuzz.query.Query;
import io.tiangong.conformance.fuzz.query.Select;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known to be wrong and not mended yet: queries that run into it are counted as withheld
 * and not run. This is the one place where anything is left out of the comparison.
 */
enum OpenFinding {
  P4("COALESCE and NULLIF count their parameters twice", any(OpenFinding::repeatsParameter)),
  P6("scalar sub-queries shift columns and orders", any(e -> isNested(e, Nesting.SCALAR))),
  P8("TRY_CAST of a column", calls(Operator.TRY_WHOLE)),
  P9("NOT IN a sub-query with NULLs", any(e -> isNested(e, Nesting.NOT_IN))),
  P10("DISTINCT and GROUP BY of parameters", OpenFinding::groupsParameter),
  P11("IS DISTINCT FROM, NULLIF and IN with parameters round a DECIMAL", any(OpenFinding::rounds)),
  P12("constants in ORDER BY and GROUP BY", q -> q.columns().stream().anyMatch(OpenFinding::isConstant)),
  P14("INTERVAL and a typeless NULL", calls(Operator.WEEK_BEFORE));

  private static final Set<Operator> ROUNDING =
      Set.of(Operator.DISTINCT_FROM, Operator.NULLIF, Operator.IN, Operator.NOT_IN);

  private final String what;
  @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing mutable
  private final Predicate<Query> hits;

  OpenFinding(String what, Predicate<Query> hits) {
    this.what = what;
    this.hits = hits;
  }

  /** The finding that a query runs into. */
  static Optional<OpenFinding> of(Query query) {
    return Arrays.stream(values()).filter(f -> f.hits.test(query)).findFirst();
  }

  private static Predicate<Query> any(Predicate<Expr> wanted) {
    return query -> query.expressions().anyMatch(wanted);
  }

  private static Predicate<Query> calls(Operator operator) {
    return any(e -> e instanceof Expr.Call call && call.operator() == operator);
  }

  private static boolean repeatsParameter(Expr expr) {
    return expr instanceof Expr.Call call
        && (call.operator() == Operator.COALESCE || call.operator() == Operator.NULLIF)
        && isBound(call.arguments().get(0));
  }

  private static boolean groupsParameter(Query query) {
    return query instanceof Select select
        && select.distinct()
        && select.columns().stream().anyMatch(OpenFinding::isBound);
  }

  private static boolean rounds(Expr expr) {
    return expr instanceof Expr.Call call
        && ROUNDING.contains(call.operator())
        && call.arguments().get(0).family() == Family.EXACT
        && call.arguments().stream().skip(1).anyMatch(OpenFinding::isBound);
  }

  private static boolean isConstant(Expr expr) {
    return expr.all().noneMatch(Expr.Reference.class::isInstance);
  }

  private static boolean isBound(Expr expr) {
    return expr.all().anyMatch(e -> e instanceof Expr.Literal literal && literal.bindable());
  }

  private static boolean isNested(Expr expr, Nesting nesting) {
    return expr instanceof Expr.Nested nested && nested.nesting() == nesting;
  }

  @Override
  public String toString() {
    return name() + ": " + what;
  }
}
