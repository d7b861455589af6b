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
 * @param asOf a TIMESTAMP (in UTC) or TIMESTAMP_LTZ: the table as it was then, in the versions that
 *     the source still keeps; empty: as it is. Never NULL at run time
 */
public record Scan(
    TableHandle table,
    List<Column> output,
    List<Predicate> filters,
    Optional<KeyFilter> keys,
    List<SortKey> order,
    Optional<Operand> limit,
    Optional<Operand> asOf)
    implements SourceRequest {

  public Scan {
    output = List.copyOf(output);
    filters = List.copyOf(filters);
    order = List.copyOf(order);
  }

  /** Of the table as it is. */
  public Scan(
      TableHandle table,
      List<Column> output,
      List<Predicate> filters,
      Optional<KeyFilter> keys,
      List<SortKey> order,
      Optional<Operand> limit) {
    this(table, output, filters, keys, order, limit, Optional.empty());
  }

  /** All rows of a table. */
  public static Scan of(TableHandle table, List<Column> output) {
    return new Scan(table, output, List.of(), Optional.empty(), List.of(), Optional.empty());
  }

  public Scan withOutput(List<Column> columns) {
    return new Scan(table, columns, filters, keys, order, limit, asOf);
  }

  public Scan withFilters(List<Predicate> conjuncts) {
    return new Scan(table, output, conjuncts, keys, order, limit, asOf);
  }

  public Scan withKeys(KeyFilter filter) {
    return new Scan(table, output, filters, Optional.of(filter), order, limit, asOf);
  }

  public Scan withOrder(List<SortKey> rowOrder) {
    return new Scan(table, output, filters, keys, rowOrder, limit, asOf);
  }

  public Scan withLimit(Operand rows) {
    return new Scan(table, output, filters, keys, order, Optional.of(rows), asOf);
  }

  public Scan withAsOf(Operand moment) {
    return new Scan(table, output, filters, keys, order, limit, Optional.of(moment));
  }
}
