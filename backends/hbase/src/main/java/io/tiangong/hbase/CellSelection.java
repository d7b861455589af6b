package io.tiangong.hbase;

import io.tiangong.hbase.HBaseTable.CellColumn;
import io.tiangong.spi.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.CompareOperator;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.BinaryComparator;
import org.apache.hadoop.hbase.filter.Filter;
import org.apache.hadoop.hbase.filter.FilterList;
import org.apache.hadoop.hbase.filter.FirstKeyOnlyFilter;
import org.apache.hadoop.hbase.filter.KeyOnlyFilter;
import org.apache.hadoop.hbase.filter.QualifierFilter;

/**
 * Which cells of which rows travel, so that no row gets lost for want of a projected cell.
 *
 * <p>Naming the wanted qualifiers in a request would drop every row that has none of them, although
 * it is a row with NULLs. So a request asks for the family, and a filter thins it out: the first
 * cell of a row for key columns alone, the first and the wanted cells when most others are not
 * wanted. Small families are read whole: filtering costs the server more than it saves. Where cells
 * are filtered, every row has the filtered ones, and large families can name what they want.
 */
final class CellSelection {

  private static final int SMALL_FAMILY = 8;

  private final byte[] family;
  private final List<byte[]> qualifiers;
  private final List<Filter> filters;
  private final OptionalLong until;

  /**
   * @param until the first timestamp, in milliseconds, of which no cells are seen any more; empty:
   *     the newest are
   */
  CellSelection(
      HBaseTable table, List<Column> output, CellFilters cellFilters, OptionalLong until) {
    this.family = table.family();
    this.until = until;
    List<CellColumn> wanted =
        table.cells().stream()
            .filter(
                cell ->
                    output.stream().anyMatch(c -> c.name().equalsIgnoreCase(cell.column().name())))
            .toList();
    boolean isSmall = table.cells().size() <= SMALL_FAMILY;
    if (cellFilters.filters().isEmpty()) {
      this.qualifiers = List.of();
      this.filters = filter(table, wanted, isSmall).stream().toList();
    } else {
      this.filters = cellFilters.filters();
      this.qualifiers =
          isSmall
              ? List.of()
              : Stream.concat(wanted.stream(), cellFilters.columns().stream())
                  .map(CellColumn::qualifier)
                  .toList();
    }
  }

  private static Optional<Filter> filter(
      HBaseTable table, List<CellColumn> wanted, boolean isSmall) {
    if (wanted.isEmpty()) {
      return Optional.of(new FilterList(new FirstKeyOnlyFilter(), new KeyOnlyFilter()));
    }
    if (isSmall || wanted.size() * 2 >= table.cells().size()) {
      return Optional.empty();
    }
    List<Filter> any = new ArrayList<>(List.of(new FirstKeyOnlyFilter()));
    for (CellColumn cell : wanted) {
      any.add(new QualifierFilter(CompareOperator.EQUAL, new BinaryComparator(cell.qualifier())));
    }
    return Optional.of(new FilterList(FilterList.Operator.MUST_PASS_ONE, any));
  }

  Get get(byte[] key) {
    Get get = new Get(key).addFamily(family);
    qualifiers.forEach(qualifier -> get.addColumn(family, qualifier));
    all(filters).ifPresent(get::setFilter);
    until.ifPresent(end -> get.setColumnFamilyTimeRange(family, 0, end));
    return get;
  }

  /**
   * @param rows restricts the rows that the scan visits
   */
  Scan scan(Optional<Filter> rows) {
    Scan scan = new Scan().addFamily(family);
    qualifiers.forEach(qualifier -> scan.addColumn(family, qualifier));
    all(Stream.concat(rows.stream(), filters.stream()).toList()).ifPresent(scan::setFilter);
    until.ifPresent(end -> scan.setColumnFamilyTimeRange(family, 0, end));
    return scan;
  }

  private static Optional<Filter> all(List<Filter> filters) {
    return filters.size() <= 1
        ? filters.stream().findFirst()
        : Optional.of(new FilterList(filters));
  }
}
