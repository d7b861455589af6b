package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.fuzz.query.Expr;
import io.tiangong.conformance.fuzz.query.Expr.Call;
import io.tiangong.conformance.fuzz.query.Expr.Nesting;
import io.tiangong.conformance.fuzz.query.Family;
import io.tiangong.conformance.fuzz.query.Magnitude;
import io.tiangong.conformance.fuzz.query.Operator;
import io.tiangong.conformance.fuzz.query.Query;
import io.tiangong.conformance.fuzz.query.Relation;
import io.tiangong.conformance.fuzz.query.Select;
import io.tiangong.conformance.fuzz.query.SetOperation;
import io.tiangong.conformance.placement.LogicalTable;
import io.tiangong.spi.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws queries; the same seed draws the same query. One use per query. */
final class QueryGenerator {

  private static final List<Family> JOINED = List.of(Family.WHOLE, Family.TEXT, Family.DATE);
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
  private static final int MOST_ROWS_SKIPPED = 4;
  private static final int MOST_ROWS_TAKEN = 12;

  private final Random random;
  private final ExpressionGenerator expressions;
  private int aliases;

  private QueryGenerator(Random random) {
    this.random = random;
    this.expressions = new ExpressionGenerator(random);
  }

  /** The query of that number. Seeds are mixed: neighbours would draw alike. */
  static Query draw(long seed, long number) {
    long mixed = new SplittableRandom(seed * GOLDEN_RATIO + number).nextLong();
    return new QueryGenerator(new Random(mixed)).query();
  }

  private boolean chance(double share) {
    return expressions.chance(share);
  }

  private Query query() {
    double drawn = random.nextDouble();
    if (drawn < 0.05) {
      return failing();
    }
    return ordered(drawn < 0.15 ? setOperation() : drawn < 0.4 ? aggregated() : plain());
  }

  /** A relation and what may be named of it. */
  private record Source(Relation relation, Scope scope) {}

  private Source table() {
    LogicalTable table = expressions.one(FuzzTables.ALL);
    String alias = "t" + ++aliases;
    List<Expr.Reference> columns = stored(table, alias);
    List<Expr.Reference> keys =
        columns.stream().filter(c -> table.key().contains(c.column())).toList();
    return new Source(new Relation.Table(table.name(), alias), new Scope(columns, keys));
  }

  private Source derived() {
    Query inner = chance(0.3) ? aggregated() : plain();
    Query limited = inner.isApproximate() || chance(0.7) ? inner : ordered(inner);
    String alias = "t" + ++aliases;
    List<Expr.Reference> columns =
        IntStream.range(0, limited.columns().size())
            .mapToObj(i -> made(alias, i + 1, limited.columns().get(i)))
            .toList();
    return new Source(new Relation.Derived(limited, alias), new Scope(columns, List.of()));
  }

  private static Expr.Reference made(String alias, int position, Expr expr) {
    return new Expr.Reference(alias, "c" + position, expr.family(), Magnitude.of(expr));
  }

  private static List<Expr.Reference> stored(LogicalTable table, String alias) {
    return table.columns().stream().map(column -> stored(alias, column)).toList();
  }

  private static Expr.Reference stored(String alias, Column column) {
    return new Expr.Reference(
        alias, column.name(), Family.of(column.type().kind()), Magnitude.ofStored(column.name()));
  }

  private Source from() {
    Source source = chance(0.1) ? derived() : table();
    int joins = chance(0.45) ? 0 : chance(0.7) ? 1 : chance(0.7) ? 2 : 3;
    for (int i = 0; i < joins; i++) {
      source = joined(source, chance(0.1) ? derived() : table());
    }
    return source;
  }

  private Source joined(Source left, Source right) {
    List<Expr> on = new ArrayList<>();
    Scope both = left.scope().and(right.scope(), true);
    for (Family family : JOINED) {
      Expr one = left.scope().of(family, random);
      Expr other = right.scope().of(family, random);
      if (on.isEmpty() && one != null && other != null && chance(0.8)) {
        on.add(Call.of(Operator.EQ, Family.TRUTH, one, other));
      }
    }
    if (on.isEmpty()) {
      return new Source(
          new Relation.Join("CROSS JOIN", left.relation(), right.relation(), on), both);
    }
    String kind = expressions.one(List.of("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"));
    boolean inner = kind.equals("JOIN");
    if (!kind.equals("FULL JOIN") && chance(0.2)) {
      on.add(expressions.condition(both, 1));
    }
    return new Source(
        new Relation.Join(kind, left.relation(), right.relation(), on),
        left.scope().and(right.scope(), inner));
  }

  private Select plain() {
    Source source = from();
    List<Expr> columns = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    boolean windows = !source.scope().keys().isEmpty() && chance(0.15);
    for (int i = 0; i < count; i++) {
      boolean scalar = chance(0.06);
      columns.add(
          windows && chance(0.5)
              ? expressions.window(source.scope())
              : scalar ? scalar(source.scope()) : expressions.value(source.scope(), 2));
    }
    Select select = Select.of(columns, source.relation(), where(source.scope()));
    return !windows && chance(0.15) ? distinct(select) : select;
  }

  private static Select distinct(Select select) {
    return new Select(
        true,
        select.columns(),
        select.from(),
        select.where(),
        select.groupBy(),
        select.having(),
        select.orderBy(),
        select.limit(),
        select.offset());
  }

  private List<Expr> where(Scope scope) {
    List<Expr> where = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      where.add(chance(0.12) ? nested(scope) : expressions.condition(scope, 2));
    }
    return where;
  }

  /**
   * Values or sums that overflow, or texts that are no numbers. Every plan evaluates them on the
   * same rows; with an order and a limit it need not evaluate all.
   */
  private Select failing() {
    LogicalTable table = expressions.one(List.of(FuzzTables.NUM, FuzzTables.TXT));
    Expr.Reference column =
        table.equals(FuzzTables.NUM)
            ? new Expr.Reference("t1", "big", Family.WHOLE, Magnitude.EXTREME)
            : new Expr.Reference("t1", "exact", Family.TEXT, Magnitude.SMALL);
    Expr value =
        column.family() == Family.TEXT
            ? Call.of(Operator.TO_WHOLE, Family.WHOLE, column)
            : expressions.one(
                List.of(
                    Call.of(Operator.PLUS_WHOLE, Family.WHOLE, column, column),
                    Call.of(Operator.TIMES_WHOLE, Family.WHOLE, column, column),
                    Call.of(Operator.SUM_WHOLE, Family.WHOLE, column)));
    List<Expr.Reference> columns = stored(table, "t1");
    List<Expr> where =
        chance(0.6) ? List.of(expressions.condition(new Scope(columns, List.of()), 1)) : List.of();
    return Select.of(List.of(value), new Relation.Table(table.name(), "t1"), where);
  }

  private Select aggregated() {
    Source source = from();
    Scope scope = source.scope();
    List<Expr> groups = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      groups.add(chance(0.7) ? scope.any(random) : groupable(scope));
    }
    List<Expr> columns = new ArrayList<>(groups);
    int aggregates = 1 + random.nextInt(3);
    for (int i = 0; i < aggregates; i++) {
      columns.add(expressions.aggregate(scope));
    }
    List<Expr> having =
        chance(0.25)
            ? List.of(
                Call.of(
                    expressions.one(List.of(Operator.GT, Operator.LE, Operator.EQ)),
                    Family.TRUTH,
                    Call.of(Operator.COUNT_ALL, Family.WHOLE),
                    new Expr.Literal(1L + random.nextInt(3), Family.WHOLE, true)))
            : List.of();
    return new Select(
        false, columns, source.relation(), where(scope), groups, having, List.of(), Select.ALL, 0);
  }

  /** An expression with a column in it, else GROUP BY would take it for an ordinal. */
  private Expr groupable(Scope scope) {
    Expr made = unbound(expressions.value(scope, 1));
    return made.all().anyMatch(Expr.Reference.class::isInstance) ? made : scope.any(random);
  }

  /** A parameter in GROUP BY is not the same as one in SELECT. */
  private static Expr unbound(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return new Expr.Literal(literal.value(), literal.family(), false);
    } else if (expr instanceof Call call) {
      return new Call(
          call.operator(),
          call.family(),
          call.arguments().stream().map(QueryGenerator::unbound).toList());
    }
    return expr;
  }

  private Expr nested(Scope outer) {
    Source inner = table();
    List<Expr> where = new ArrayList<>();
    if (chance(0.6)) {
      where.add(expressions.condition(inner.scope(), 1));
    }
    Family family = expressions.one(List.of(Family.WHOLE, Family.TEXT));
    Expr one = outer.of(family, random);
    Expr other = inner.scope().of(family, random);
    if (one == null || other == null) {
      return expressions.condition(outer, 1);
    } else if (chance(0.5)) {
      Nesting nesting = expressions.one(List.of(Nesting.IN, Nesting.NOT_IN));
      Select query = Select.of(List.of(other), inner.relation(), where);
      return new Expr.Nested(nesting, Family.TRUTH, List.of(one), query);
    }
    where.add(Call.of(Operator.EQ, Family.TRUTH, other, one));
    Nesting nesting = expressions.one(List.of(Nesting.EXISTS, Nesting.NOT_EXISTS));
    Select query = Select.of(List.of(other), inner.relation(), where);
    return new Expr.Nested(nesting, Family.TRUTH, List.of(), query);
  }

  private Expr scalar(Scope outer) {
    Source inner = table();
    Expr aggregate =
        expressions.one(
            List.of(
                Call.of(Operator.COUNT_ALL, Family.WHOLE),
                Call.of(
                    Operator.MAX,
                    inner.scope().columns().get(0).family(),
                    inner.scope().columns().get(0))));
    List<Expr> where = new ArrayList<>();
    Expr one = outer.of(Family.WHOLE, random);
    Expr other = inner.scope().of(Family.WHOLE, random);
    if (one != null && other != null && chance(0.7)) {
      where.add(Call.of(Operator.EQ, Family.TRUTH, other, one));
    }
    Select query = Select.of(List.of(aggregate), inner.relation(), where);
    return new Expr.Nested(Nesting.SCALAR, aggregate.family(), List.of(), query);
  }

  private Query setOperation() {
    Source left = table();
    Source right = table();
    List<Expr> leftColumns = new ArrayList<>();
    List<Expr> rightColumns = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      Family family = expressions.one(List.of(Family.WHOLE, Family.TEXT));
      leftColumns.add(expressions.value(left.scope(), family, 1));
      rightColumns.add(expressions.value(right.scope(), family, 1));
    }
    String operator = expressions.one(List.of("UNION ALL", "UNION", "INTERSECT", "EXCEPT"));
    return new SetOperation(
        operator,
        Select.of(leftColumns, left.relation(), where(left.scope())),
        Select.of(rightColumns, right.relation(), where(right.scope())),
        List.of(),
        Select.ALL,
        0);
  }

  /** An order by all columns, and a limit with it; or none. */
  private Query ordered(Query query) {
    if (query.isApproximate() || chance(0.5)) {
      return query;
    }
    List<Integer> columns =
        new ArrayList<>(IntStream.rangeClosed(1, query.columns().size()).boxed().toList());
    Collections.shuffle(columns, random);
    List<Select.Order> order =
        columns.stream().map(c -> new Select.Order(c, chance(0.5), nulls())).toList();
    int limit = chance(0.5) ? random.nextInt(MOST_ROWS_TAKEN) : Select.ALL;
    int offset = limit >= 0 && chance(0.3) ? random.nextInt(MOST_ROWS_SKIPPED) : 0;
    return query.ordered(order, limit, offset);
  }

  private String nulls() {
    return chance(0.8) ? "" : chance(0.5) ? "NULLS FIRST" : "NULLS LAST";
  }
}
