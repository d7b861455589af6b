package io.tiangong.spi;

import java.util.List;
import java.util.Optional;

/**
 * A request to a key-value source: the rows of {@code table} for which every one of {@code filters}
 * is true and whose key columns are in {@code keys}. How (get, multi-get, ranges) is the source's
 * business, derived from the filters when the values are known.
 *
 * @param table the table to read
 * @param output projected columns
 * @param filters conjuncts that the source guarantees; they may name columns that are not projected
 * @param keys key set that another fragment delivers
 * @param order the order that the rows come in; empty: any
 * @param limit at most so many rows
 */
public record Scan(
    TableHandle table,
    List<Column> output,
    List<Predicate> filters,
    Optional<KeyFilter> keys,
    List<SortKey> order,
    Optional<Operand> limit)
    implements SourceRequest {

  public Scan {
    output = List.copyOf(output);
    filters = List.copyOf(filters);
    order = List.copyOf(order);
  }

  /** All rows of a table. */
  public static Scan of(TableHandle table, List<Column> output) {
    return new Scan(table, output, List.of(), Optional.empty(), List.of(), Optional.empty());
  }

  public Scan withOutput(List<Column> columns) {
    return new Scan(table, columns, filters, keys, order, limit);
  }

  public Scan withKeys(KeyFilter filter) {
    return new Scan(table, output, filters, Optional.of(filter), order, limit);
  }
}
