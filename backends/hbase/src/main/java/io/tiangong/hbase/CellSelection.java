package io.tiangong.hbase;

import io.tiangong.hbase.HBaseTable.CellColumn;
import io.tiangong.spi.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * Which cells of a row travel, so that no row gets lost for want of a projected cell.
 *
 * <p>Naming the wanted qualifiers in a request would drop every row that has none of them, although
 * it is a row with NULLs. So a request asks for the family, and a filter thins it out: the first
 * cell of a row for key columns alone, the first and the wanted cells when most others are not
 * wanted. Small families are read whole: filtering costs the server more than it saves.
 */
final class CellSelection {

  private static final int SMALL_FAMILY = 8;

  private final byte[] family;
  private final Optional<Filter> filter;

  CellSelection(HBaseTable table, List<Column> output) {
    this.family = table.family();
    this.filter = filter(table, output);
  }

  private static Optional<Filter> filter(HBaseTable table, List<Column> output) {
    List<CellColumn> wanted =
        table.cells().stream()
            .filter(
                cell ->
                    output.stream().anyMatch(c -> c.name().equalsIgnoreCase(cell.column().name())))
            .toList();
    if (wanted.isEmpty()) {
      return Optional.of(new FilterList(new FirstKeyOnlyFilter(), new KeyOnlyFilter()));
    }
    if (table.cells().size() <= SMALL_FAMILY || wanted.size() * 2 >= table.cells().size()) {
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
    filter.ifPresent(get::setFilter);
    return get;
  }

  /**
   * @param rows restricts the rows that the scan visits
   */
  Scan scan(Optional<Filter> rows) {
    Scan scan = new Scan().addFamily(family);
    if (rows.isPresent() && filter.isPresent()) {
      scan.setFilter(new FilterList(rows.get(), filter.get()));
    } else {
      rows.or(() -> filter).ifPresent(scan::setFilter);
    }
    return scan;
  }
}
