package io.tiangong.hbase.cell;

import io.tiangong.hbase.rowkey.ByteRange;
import io.tiangong.spi.Predicate.Op;
import java.util.List;

/**
 * Cells whose bytes alone tell how their values compare: every value has one encoding only, and
 * intervals of values are intervals of encodings.
 */
public sealed interface CellOrder permits ByteOrder, NumberOrder {

  /**
   * The cells for which {@code column op operand} is true, among those that hold a value of the
   * column's type; others may be among them or not.
   *
   * @return disjoint and not empty intervals; none: no cell
   */
  List<ByteRange> cells(Op op, Object operand);
}
