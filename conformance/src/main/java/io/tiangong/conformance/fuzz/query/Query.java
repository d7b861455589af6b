package io.tiangong.conformance.fuzz.query;

import java.util.List;
import java.util.stream.Stream;

/** What gives rows. */
public sealed interface Query permits Select, SetOperation {

  List<Select.Order> orderBy();

  /** Rows at most; negative: all. */
  int limit();

  int offset();

  /** Expressions of its columns. */
  List<Expr> columns();

  /** Every table that is read, sub-queries included; aliases are unique. */
  Stream<Relation.Table> tables();

  /** This and the queries that its relations are made of. */
  Stream<Select> selects();

  /** Every expression in it, those of its sub-queries too. */
  Stream<Expr> expressions();

  /** The same with another order and limit. */
  Query ordered(List<Select.Order> order, int limit, int offset);

  /** Whether the order says the place of each row, up to rows that are equal. */
  default boolean isTotallyOrdered() {
    return orderBy().stream().map(Select.Order::column).distinct().count() == columns().size();
  }

  default boolean isApproximate() {
    return columns().stream().anyMatch(Expr::isApproximate);
  }
}
