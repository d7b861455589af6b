package io.tiangong.conformance.fuzz.query;

import java.util.List;
import java.util.stream.Stream;

/**
 * Two queries as one.
 *
 * @param operator such as {@code UNION ALL}
 */
public record SetOperation(
    String operator, Select left, Select right, List<Select.Order> orderBy, int limit, int offset)
    implements Query {

  public SetOperation {
    orderBy = List.copyOf(orderBy);
  }

  @Override
  public List<Expr> columns() {
    return left.columns();
  }

  @Override
  public boolean isApproximate() {
    return left.isApproximate() || right.isApproximate();
  }

  @Override
  public Stream<Relation.Table> tables() {
    return Stream.concat(left.tables(), right.tables());
  }

  @Override
  public Stream<Select> selects() {
    return Stream.concat(left.selects(), right.selects());
  }

  @Override
  public Stream<Expr> expressions() {
    return Stream.concat(left.expressions(), right.expressions());
  }

  @Override
  public SetOperation ordered(List<Select.Order> order, int newLimit, int newOffset) {
    return new SetOperation(operator, left, right, order, newLimit, newOffset);
  }
}
