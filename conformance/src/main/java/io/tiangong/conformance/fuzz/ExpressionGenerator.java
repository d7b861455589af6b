package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.fuzz.query.Expr;
import io.tiangong.conformance.fuzz.query.Expr.Call;
import io.tiangong.conformance.fuzz.query.Family;
import io.tiangong.conformance.fuzz.query.Magnitude;
import io.tiangong.conformance.fuzz.query.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Draws conditions and values over a scope. None of them can fail: an error would depend on which
 * rows a plan looks at first. Sums and products are of small numbers.
 */
final class ExpressionGenerator {

  private static final List<Operator> COMPARISONS =
      List.of(Operator.EQ, Operator.NE, Operator.LT, Operator.LE, Operator.GT, Operator.GE);

  private static final List<Family> CONSTANTS =
      List.of(
          Family.TRUTH,
          Family.WHOLE,
          Family.EXACT,
          Family.FLOATING,
          Family.TEXT,
          Family.DATE,
          Family.TIMESTAMP);

  private final Random random;
  private final Values values;

  ExpressionGenerator(Random random) {
    this.random = random;
    this.values = new Values(random);
  }

  <T> T one(List<T> pool) {
    return pool.get(random.nextInt(pool.size()));
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** A condition with at most so many levels of AND, OR and NOT. */
  Expr condition(Scope scope, int depth) {
    if (depth > 0 && chance(0.4)) {
      return switch (random.nextInt(5)) {
        case 0 -> truth(Operator.NOT, condition(scope, depth - 1));
        case 1 -> truth(Operator.IS_NOT_TRUE, condition(scope, depth - 1));
        case 2 -> truth(Operator.AND, condition(scope, depth - 1), condition(scope, depth - 1));
        default -> truth(Operator.OR, condition(scope, depth - 1), condition(scope, depth - 1));
      };
    }
    return test(scope);
  }

  private static Expr truth(Operator operator, Expr... arguments) {
    return Call.of(operator, Family.TRUTH, arguments);
  }

  private Expr test(Scope scope) {
    Expr.Reference column = scope.any(random);
    Family family = column.family();
    if (!CONSTANTS.contains(family) || chance(0.1)) {
      return truth(one(List.of(Operator.IS_NULL, Operator.IS_NOT_NULL)), column);
    } else if (family == Family.TRUTH && chance(0.5)) {
      return chance(0.5) ? column : truth(Operator.IS_TRUE, column);
    } else if (family == Family.TEXT && chance(0.3)) {
      return truth(one(List.of(Operator.LIKE, Operator.NOT_LIKE)), column, values.pattern());
    }
    return switch (random.nextInt(8)) {
      case 0 -> membership(column, family);
      case 1 ->
          truth(
              one(List.of(Operator.BETWEEN, Operator.NOT_BETWEEN)),
              column,
              values.constant(family),
              values.constant(family));
      case 2 -> truth(one(COMPARISONS), value(scope, family, 2), values.constant(family));
      case 3 -> truth(one(COMPARISONS), column, value(scope, family, 1));
      case 4 -> truth(Operator.DISTINCT_FROM, column, values.constant(family));
      default -> truth(one(COMPARISONS), column, comparable(family));
    };
  }

  /** Now and then of another family that compares with it. */
  private Expr comparable(Family family) {
    return values.constant(family == Family.WHOLE && chance(0.1) ? Family.EXACT : family);
  }

  private Expr membership(Expr column, Family family) {
    List<Expr> arguments = new ArrayList<>(List.of(column));
    int size = 1 + random.nextInt(4);
    for (int i = 0; i < size; i++) {
      boolean none = chance(0.08);
      arguments.add(none ? new Expr.Literal(null, family, false) : values.constant(family));
    }
    return new Call(chance(0.7) ? Operator.IN : Operator.NOT_IN, Family.TRUTH, arguments);
  }

  /** A value of some family, of at most so many operators one above the other. */
  Expr value(Scope scope, int depth) {
    return value(scope, scope.any(random).family(), depth);
  }

  Expr value(Scope scope, Family family, int depth) {
    Expr leaf = leaf(scope, family);
    if (depth == 0 || chance(0.4)) {
      return leaf;
    } else if (chance(0.25)) {
      return choice(scope, family, depth, leaf);
    }
    Expr made =
        switch (family) {
          case TRUTH -> condition(scope, 1);
          case WHOLE -> whole(scope, depth);
          case EXACT -> exact(scope);
          case FLOATING -> floating(scope, depth);
          case TEXT -> text(scope, depth);
          case DATE -> date(scope);
          case TIMESTAMP, TIME, BYTES -> null;
        };
    return made == null ? leaf : made;
  }

  private Expr leaf(Scope scope, Family family) {
    Expr.Reference column = scope.of(family, random);
    return column == null || (CONSTANTS.contains(family) && chance(0.1))
        ? values.constant(family)
        : column;
  }

  /** Of DECIMALs that have no common type of 38 digits DuckDB makes doubles: it is not asked. */
  private Expr choice(Scope scope, Family family, int depth, Expr leaf) {
    if (!CONSTANTS.contains(family)) {
      return leaf;
    }
    Expr other = value(scope, family, depth - 1);
    boolean tooWide =
        family == Family.EXACT
            && (Magnitude.of(leaf) == Magnitude.EXTREME
                || Magnitude.of(other) == Magnitude.EXTREME);
    return switch (random.nextInt(tooWide ? 2 : 4)) {
      case 0 -> Call.of(Operator.NULLIF, family, leaf, values.constant(family));
      case 1 -> Call.of(Operator.CASE_OPEN, family, condition(scope, 1), leaf);
      case 2 -> Call.of(Operator.COALESCE, family, leaf, other);
      default -> Call.of(Operator.CASE, family, condition(scope, 1), leaf, other);
    };
  }

  private @Nullable Expr whole(Scope scope, int depth) {
    Expr.Reference left = scope.factor(Family.WHOLE, random);
    Expr.Reference right = scope.factor(Family.WHOLE, random);
    Expr.Reference text = scope.of(Family.TEXT, random);
    Expr.Reference day = scope.of(Family.DATE, random);
    int drawn = random.nextInt(9);
    if (drawn == 0 && text != null) {
      return call(Operator.LENGTH, value(scope, Family.TEXT, depth - 1));
    } else if (drawn == 1 && day != null) {
      return call(one(List.of(Operator.YEAR, Operator.MONTH, Operator.DAY)), day);
    } else if (drawn == 2 && text != null) {
      return call(Operator.TRY_WHOLE, text);
    } else if (left == null || right == null) {
      return null;
    }
    Operator operator =
        one(
            List.of(
                Operator.PLUS_WHOLE,
                Operator.MINUS_WHOLE,
                Operator.TIMES_WHOLE,
                Operator.DIV,
                Operator.MOD));
    return switch (drawn) {
      case 3 -> call(one(List.of(Operator.ABS_WHOLE, Operator.NEGATE_WHOLE)), left);
      case 4, 5 -> call(operator, left, values.literal(1, 9));
      default -> call(operator, left, right);
    };
  }

  private static Expr call(Operator operator, Expr... arguments) {
    return Call.of(operator, Family.WHOLE, arguments);
  }

  private @Nullable Expr exact(Scope scope) {
    Expr.Reference left = scope.factor(Family.EXACT, random);
    Expr.Reference right = scope.factor(Family.EXACT, random);
    if (left == null || right == null) {
      return null;
    }
    Operator operator =
        one(List.of(Operator.PLUS, Operator.MINUS, Operator.TIMES_EXACT, Operator.ABS));
    return operator == Operator.ABS
        ? Call.of(operator, Family.EXACT, left)
        : Call.of(operator, Family.EXACT, left, right);
  }

  private @Nullable Expr floating(Scope scope, int depth) {
    Expr.Reference number = scope.addend(chance(0.5) ? Family.WHOLE : Family.EXACT, random);
    if (number != null && chance(0.5)) {
      Family family = number.family();
      return Call.of(Operator.DIVIDE, Family.FLOATING, number, value(scope, family, depth - 1));
    } else if (number != null && chance(0.3)) {
      return Call.of(Operator.TO_DOUBLE, Family.FLOATING, number);
    }
    Operator operator = one(List.of(Operator.PLUS, Operator.MINUS, Operator.TIMES));
    return Call.of(
        operator, Family.FLOATING, leaf(scope, Family.FLOATING), leaf(scope, Family.FLOATING));
  }

  private @Nullable Expr text(Scope scope, int depth) {
    Expr.Reference number = scope.of(chance(0.5) ? Family.WHOLE : Family.DATE, random);
    if (number != null && chance(0.2)) {
      return Call.of(Operator.TO_TEXT, Family.TEXT, number);
    }
    Expr text = value(scope, Family.TEXT, depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> Call.of(Operator.CONCAT, Family.TEXT, text, leaf(scope, Family.TEXT));
      case 1 ->
          Call.of(
              Operator.SUBSTRING, Family.TEXT, text, values.literal(1, 4), values.literal(0, 4));
      default ->
          Call.of(one(List.of(Operator.UPPER, Operator.LOWER, Operator.TRIM)), Family.TEXT, text);
    };
  }

  private @Nullable Expr date(Scope scope) {
    Expr.Reference at = scope.of(Family.TIMESTAMP, random);
    Expr.Reference day = scope.of(Family.DATE, random);
    if (at != null && chance(0.5)) {
      return Call.of(Operator.TO_DATE, Family.DATE, at);
    }
    return day == null ? null : Call.of(Operator.WEEK_BEFORE, Family.DATE, day);
  }

  /** An aggregate; large numbers are counted and compared, not added. */
  Expr aggregate(Scope scope) {
    Expr value = value(scope, 1);
    Family family = value.family();
    if (chance(0.15)) {
      return call(Operator.COUNT_ALL);
    } else if (!CONSTANTS.contains(family) || family == Family.TRUTH || chance(0.3)) {
      return call(chance(0.5) ? Operator.COUNT : Operator.COUNT_DISTINCT, value);
    }
    Expr.Reference addend = scope.addend(family, random);
    boolean number = family == Family.WHOLE || family == Family.EXACT || family == Family.FLOATING;
    if (addend == null || !number || chance(0.4)) {
      return Call.of(chance(0.5) ? Operator.MIN : Operator.MAX, family, value);
    } else if (chance(0.3)) {
      return Call.of(Operator.AVG, Family.FLOATING, addend);
    }
    return Call.of(family == Family.WHOLE ? Operator.SUM_WHOLE : Operator.SUM, family, addend);
  }

  /** A window over rows that the scope's keys tell apart. */
  Expr window(Scope scope) {
    Expr group = scope.any(random);
    List<Expr> keys = List.copyOf(scope.keys());
    List<Expr> keyed = new ArrayList<>(List.of(group));
    keyed.addAll(keys);
    Expr.Reference addend = scope.addend(Family.WHOLE, random);
    return switch (random.nextInt(5)) {
      case 0 -> new Call(Operator.ROW_NUMBER, Family.WHOLE, keyed);
      case 1 -> call(Operator.RANK, group, scope.any(random));
      case 2 -> call(Operator.WINDOW_COUNT, scope.any(random), group);
      case 3 -> lag(scope.any(random), keyed);
      default ->
          addend == null
              ? call(Operator.RANK, group, scope.any(random))
              : new Call(Operator.WINDOW_SUM, Family.WHOLE, prepend(addend, keyed));
    };
  }

  private static Expr lag(Expr value, List<Expr> keyed) {
    return new Call(Operator.LAG, value.family(), prepend(value, keyed));
  }

  private static List<Expr> prepend(Expr first, List<Expr> rest) {
    List<Expr> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }
}
