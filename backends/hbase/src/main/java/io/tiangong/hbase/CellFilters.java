package io.tiangong.hbase;

import io.tiangong.hbase.HBaseTable.CellColumn;
import io.tiangong.hbase.cell.CellOrder;
import io.tiangong.hbase.rowkey.ByteRange;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Predicate.Compare;
import io.tiangong.spi.Predicate.In;
import io.tiangong.spi.Predicate.IsNull;
import io.tiangong.spi.Predicate.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.hbase.CompareOperator;
import org.apache.hadoop.hbase.filter.Filter;
import org.apache.hadoop.hbase.filter.FilterList;
import org.apache.hadoop.hbase.filter.FilterList.Operator;
import org.apache.hadoop.hbase.filter.SingleColumnValueFilter;

/**
 * The conditions of one execution on cells, as filters that run in the region server.
 *
 * <p>Only conditions are taken that no NULL meets and that the cell's bytes decide exactly: then a
 * missing cell excludes its row, as SQL's three-valued logic wants it. A row that is excluded is
 * not looked at any further: its other cells may be anything.
 *
 * @param columns those that are tested; every row that passes has a cell of each
 * @param filters one per condition
 * @param never whether no row can pass
 */
record CellFilters(List<CellColumn> columns, List<Filter> filters, boolean never) {

  /** Longer lists are left to the engine. */
  private static final int MAX_OPERANDS = 50;

  private static final byte[] SHORTEST = {};

  CellFilters {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
  }

  /** Whether the condition is one on a cell that filters decide exactly. */
  static boolean supports(HBaseTable table, Predicate predicate) {
    if (predicate instanceof IsNull isNull) {
      return isNull.negated() && isCell(table, isNull.column().name());
    } else if (predicate instanceof Predicate.AnyOf) {
      return false;
    }
    String column = KeyPushdown.column(predicate);
    return isCell(table, column)
        && table.cell(column).codec().order().isPresent()
        && !(predicate instanceof In in && in.operands().size() > MAX_OPERANDS);
  }

  private static boolean isCell(HBaseTable table, String column) {
    return table.rowKey().indexOf(column).isEmpty();
  }

  /**
   * The filters under these bindings.
   *
   * @param predicates that {@link #supports} accepts
   */
  static CellFilters of(HBaseTable table, List<Predicate> predicates, Bindings bindings) {
    List<CellColumn> columns = new ArrayList<>();
    List<Filter> filters = new ArrayList<>();
    boolean never = false;
    for (Predicate predicate : predicates) {
      CellColumn column = table.cell(KeyPushdown.column(predicate));
      List<Filter> any = new ArrayList<>();
      for (ByteRange cells : cells(column, predicate, bindings)) {
        any.add(within(table.family(), column.qualifier(), cells));
      }
      columns.add(column);
      never |= any.isEmpty();
      filters.add(any.size() == 1 ? any.get(0) : new FilterList(Operator.MUST_PASS_ONE, any));
    }
    return new CellFilters(columns, filters, never);
  }

  private static List<ByteRange> cells(CellColumn column, Predicate predicate, Bindings bindings) {
    if (predicate instanceof IsNull) {
      return List.of(ByteRange.all());
    }
    CellOrder order = column.codec().order().orElseThrow();
    if (predicate instanceof Compare compare) {
      return cells(order, compare.op(), compare.operand(), bindings);
    }
    return ((In) predicate)
        .operands().stream()
            .flatMap(operand -> cells(order, Op.EQ, operand, bindings).stream())
            .distinct()
            .toList();
  }

  private static List<ByteRange> cells(CellOrder order, Op op, Operand operand, Bindings bindings) {
    Object value = operand.resolve(bindings);
    return value == null ? List.of() : order.cells(op, value);
  }

  private static Filter within(byte[] family, byte[] qualifier, ByteRange cells) {
    byte[] to = cells.to();
    if (to == null) {
      return compare(family, qualifier, CompareOperator.GREATER_OR_EQUAL, cells.from());
    } else if (Arrays.equals(to, ByteRange.successor(cells.from()))) {
      return compare(family, qualifier, CompareOperator.EQUAL, cells.from());
    } else if (Arrays.equals(cells.from(), SHORTEST)) {
      return compare(family, qualifier, CompareOperator.LESS, to);
    }
    return new FilterList(
        compare(family, qualifier, CompareOperator.GREATER_OR_EQUAL, cells.from()),
        compare(family, qualifier, CompareOperator.LESS, to));
  }

  private static Filter compare(byte[] family, byte[] qualifier, CompareOperator op, byte[] cell) {
    SingleColumnValueFilter filter = new SingleColumnValueFilter(family, qualifier, op, cell);
    filter.setFilterIfMissing(true);
    return filter;
  }
}
