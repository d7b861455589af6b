package io.tiangong.spi;

import java.util.List;
import java.util.Optional;

/**
 * What the planner would like a scan to take over.
 *
 * @param filters conjuncts, each on its own
 * @param order wanted order; empty: none
 * @param limit wanted limit; it may be taken only when every filter is and the order is
 */
public record Want(List<Predicate> filters, List<SortKey> order, Optional<Operand> limit) {
  public Want {
    filters = List.copyOf(filters);
    order = List.copyOf(order);
  }

  public static Want filters(List<Predicate> filters) {
    return new Want(filters, List.of(), Optional.empty());
  }
}
