package io.tiangong.hbase.cell;

import io.tiangong.hbase.rowkey.ByteRange;
import io.tiangong.hbase.rowkey.WholeNumbers;
import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Whole numbers, dates and times of fixed width.
 *
 * @param kind type of the column, which says what is counted
 * @param signed whether negative numbers sort above the others, as in two's complement
 * @param encoding of a number that the type can hold
 */
record NumberOrder(TypeKind kind, boolean signed, LongFunction<byte[]> encoding)
    implements CellOrder {

  private static final byte[] FIRST = {};

  /** Numbers of the type, both bounds inclusive. */
  private record Interval(long from, long to) {}

  /** Whether values of that kind are stored as whole numbers. */
  static boolean holds(TypeKind kind) {
    return switch (kind) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> true;
      default -> false;
    };
  }

  static Optional<CellOrder> of(TypeKind kind, boolean signed, LongFunction<byte[]> encoding) {
    return holds(kind) ? Optional.of(new NumberOrder(kind, signed, encoding)) : Optional.empty();
  }

  @Override
  public List<ByteRange> cells(Op op, Object operand) {
    List<ByteRange> cells = new ArrayList<>();
    for (Interval interval : intervals(op, operand)) {
      if (signed && interval.from < 0 && interval.to >= 0) {
        cells.add(range(0, interval.to));
        cells.add(range(interval.from, -1));
      } else {
        cells.add(range(interval.from, interval.to));
      }
    }
    return cells;
  }

  private ByteRange range(long from, long to) {
    byte[] first = encoding.apply(from);
    byte[] last = encoding.apply(to);
    return new ByteRange(
        isAll(first, (byte) 0) ? FIRST : first,
        isAll(last, (byte) -1) ? null : ByteRange.successor(last));
  }

  private static boolean isAll(byte[] bytes, byte wanted) {
    byte[] all = new byte[bytes.length];
    Arrays.fill(all, wanted);
    return Arrays.equals(bytes, all);
  }

  private List<Interval> intervals(Op op, Object operand) {
    Long number = WholeNumbers.of(kind, operand);
    if (number == null) {
      boolean above = WholeNumbers.isPositive(operand);
      boolean all =
          op == Op.NE || (above ? op == Op.LT || op == Op.LE : op == Op.GT || op == Op.GE);
      return all ? List.of(new Interval(min(), max())) : List.of();
    }
    List<Interval> intervals = new ArrayList<>();
    if (op == Op.EQ || op == Op.LE || op == Op.GE) {
      add(intervals, op == Op.LE ? min() : number, op == Op.GE ? max() : number);
    }
    if ((op == Op.LT || op == Op.NE) && number > min()) {
      add(intervals, min(), number - 1);
    }
    if ((op == Op.GT || op == Op.NE) && number < max()) {
      add(intervals, number + 1, max());
    }
    return intervals;
  }

  private void add(List<Interval> intervals, long from, long to) {
    Interval interval = new Interval(Math.max(from, min()), Math.min(to, max()));
    if (interval.from <= interval.to) {
      intervals.add(interval);
    }
  }

  private long min() {
    return -max() - 1;
  }

  private long max() {
    return switch (kind) {
      case TINYINT -> Byte.MAX_VALUE;
      case SMALLINT -> Short.MAX_VALUE;
      case INTEGER, DATE -> Integer.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }
}
