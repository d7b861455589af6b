package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.fuzz.query.Expr;
import io.tiangong.conformance.fuzz.query.Expr.Nesting;
import io.tiangong.conformance.fuzz.query.Family;
import io.tiangong.conformance.fuzz.query.Operator;
import io.tiangong.conformance.fuzz.query.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known to be wrong and not mended yet: queries that run into it are counted as withheld
 * and run in part or not at all. This is the one place where anything is left out of the
 * comparison.
 */
enum OpenFinding {
  P4("COALESCE and NULLIF count their parameters twice", true, any(OpenFinding::repeatsParameter)),
  P8("TRY_CAST of a column", false, calls(Operator.TRY_WHOLE)),
  P9("NOT IN a sub-query with NULLs", false, any(e -> isNested(e, Nesting.NOT_IN))),
  P10("DISTINCT and GROUP BY of parameters", true, OpenFinding::groupsParameter),
  P11("a parameter of fewer decimals rounds a DECIMAL", true, any(OpenFinding::rounds)),
  P12("constants in ORDER BY and GROUP BY", false, OpenFinding::ordersConstant),
  P14("functions of a typeless NULL", false, any(OpenFinding::isOfDate)),
  P16("products of DECIMAL(18) overflow", false, calls(Operator.TIMES_EXACT));

  private static final Set<Operator> OF_DATES =
      Set.of(Operator.WEEK_BEFORE, Operator.YEAR, Operator.MONTH, Operator.DAY);

  private final String what;
  private final boolean parametersOnly;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing mutable
  private final Predicate<Query> hits;

  /**
   * @param parametersOnly whether the variants with literals are right
   */
  OpenFinding(String what, boolean parametersOnly, Predicate<Query> hits) {
    this.what = what;
    this.parametersOnly = parametersOnly;
    this.hits = hits;
  }

  /** The findings that a query runs into. */
  static List<OpenFinding> of(Query query) {
    return Arrays.stream(values()).filter(f -> f.hits.test(query)).toList();
  }

  /** Whether a variant is to be run nevertheless. */
  boolean admits(Variant variant) {
    return parametersOnly && !variant.bound();
  }

  private static Predicate<Query> any(Predicate<Expr> wanted) {
    return query -> query.expressions().anyMatch(wanted);
  }

  private static Predicate<Query> calls(Operator operator) {
    return any(e -> e instanceof Expr.Call call && call.operator() == operator);
  }

  private static boolean isOfDate(Expr expr) {
    return expr instanceof Expr.Call call && OF_DATES.contains(call.operator());
  }

  private static boolean repeatsParameter(Expr expr) {
    return expr instanceof Expr.Call call
        && (call.operator() == Operator.COALESCE || call.operator() == Operator.NULLIF)
        && isBound(call.arguments().get(0));
  }

  private static boolean groupsParameter(Query query) {
    return query
        .selects()
        .anyMatch(s -> s.distinct() && s.columns().stream().anyMatch(OpenFinding::isBound));
  }

  private static boolean rounds(Expr expr) {
    if (!(expr instanceof Expr.Call call)) {
      return false;
    }
    List<Expr> decimals =
        call.arguments().stream().filter(a -> a.family() == Family.EXACT).toList();
    return decimals.size() > 1 && decimals.stream().anyMatch(OpenFinding::isBound);
  }

  private static boolean ordersConstant(Query query) {
    return query.selects().anyMatch(s -> s.columns().stream().anyMatch(OpenFinding::isConstant));
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
