package io.tiangong.hbase.cell;

import io.tiangong.hbase.rowkey.ByteRange;
import io.tiangong.hbase.rowkey.Utf8;
import io.tiangong.spi.Predicate.Op;
import java.util.List;
import java.util.stream.Stream;

/** Text in UTF-8, and bytes: both compare as their cells do. */
record ByteOrder() implements CellOrder {

  @Override
  public List<ByteRange> cells(Op op, Object operand) {
    byte[] bytes = operand instanceof String text ? Utf8.encode(text) : (byte[]) operand;
    byte[] next = ByteRange.successor(bytes);
    Stream<ByteRange> cells =
        switch (op) {
          case EQ -> Stream.of(ByteRange.only(bytes));
          case NE -> Stream.of(ByteRange.side(true, bytes), ByteRange.side(false, next));
          case LT -> Stream.of(ByteRange.side(true, bytes));
          case LE -> Stream.of(ByteRange.side(true, next));
          case GT -> Stream.of(ByteRange.side(false, next));
          case GE -> Stream.of(ByteRange.side(false, bytes));
        };
    return cells.filter(range -> !range.isEmpty()).toList();
  }
}
