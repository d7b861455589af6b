package io.tiangong.conformance.fuzz.query;

import java.util.Comparator;
import java.util.stream.Stream;

/** How large the numbers of an expression may get, as far as its sums and products may overflow. */
public enum Magnitude {
  /** They may be multiplied. */
  SMALL,
  /** They may be added up. */
  LARGE,
  /** They have about as many digits as their type. */
  EXTREME;

  /** Literals above are extreme. */
  private static final double LONG = 1e7;

  /** Of a stored column. */
  public static Magnitude ofStored(String column) {
    return switch (column) {
      case "big", "wide" -> EXTREME;
      case "i", "n" -> LARGE;
      default -> SMALL;
    };
  }

  public static Magnitude of(Expr expr) {
    Magnitude computed = expr instanceof Expr.Call ? LARGE : SMALL;
    return Stream.concat(Stream.of(computed), expr.all().map(Magnitude::ofOne))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Magnitude ofOne(Expr expr) {
    if (expr instanceof Expr.Reference column) {
      return column.magnitude();
    }
    boolean isLong =
        expr instanceof Expr.Literal literal
            && literal.value() instanceof Number number
            && Math.abs(number.doubleValue()) > LONG;
    return isLong ? EXTREME : SMALL;
  }
}
