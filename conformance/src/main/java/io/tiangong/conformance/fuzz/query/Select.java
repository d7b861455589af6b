package io.tiangong.conformance.fuzz.query;

import java.util.List;
import java.util.stream.Stream;

/**
 * A SELECT. Its columns are named {@code c1}, {@code c2}, …
 *
 * @param where conditions that all hold
 * @param having conditions that all hold
 */
public record Select(
    boolean distinct,
    List<Expr> columns,
    Relation from,
    List<Expr> where,
    List<Expr> groupBy,
    List<Expr> having,
    List<Order> orderBy,
    int limit,
    int offset)
    implements Query {

  public static final int ALL = -1;

  public Select {
    columns = List.copyOf(columns);
    where = List.copyOf(where);
    groupBy = List.copyOf(groupBy);
    having = List.copyOf(having);
    orderBy = List.copyOf(orderBy);
  }

  /** All rows of a relation. */
  public static Select of(List<Expr> columns, Relation from, List<Expr> where) {
    return new Select(false, columns, from, where, List.of(), List.of(), List.of(), ALL, 0);
  }

  /**
   * One key of an order.
   *
   * @param column number of a column, from 1
   * @param nulls such as {@code NULLS LAST}; empty: where TgSQL has them
   */
  public record Order(int column, boolean descending, String nulls) {}

  @Override
  public Select ordered(List<Order> order, int newLimit, int newOffset) {
    return new Select(distinct, columns, from, where, groupBy, having, order, newLimit, newOffset);
  }

  @Override
  public Stream<Relation.Table> tables() {
    return Stream.concat(
            from.tables(),
            expressions()
                .flatMap(e -> e instanceof Expr.Nested n ? n.query().tables() : Stream.empty()))
        .distinct();
  }

  @Override
  public Stream<Select> selects() {
    return Stream.concat(Stream.of(this), from.queries().flatMap(Query::selects));
  }

  @Override
  public Stream<Expr> expressions() {
    return Stream.concat(
            Stream.of(columns, where, groupBy, having).flatMap(List::stream), from.conditions())
        .flatMap(Expr::all)
        .flatMap(
            e ->
                e instanceof Expr.Nested nested
                    ? Stream.concat(Stream.of(e), nested.query().expressions())
                    : Stream.of(e));
  }
}
