package io.tiangong.hbase.cell;

import io.tiangong.hbase.rowkey.WholeNumbers;
import io.tiangong.spi.ColumnType;
import java.time.DateTimeException;

/** {@link WholeNumbers} for cells, where a number that can't be stored or read is a fault. */
final class CellNumbers {

  private CellNumbers() {}

  static long of(ColumnType type, Object value) {
    Long number = WholeNumbers.of(type.kind(), value);
    if (number == null) {
      throw new IllegalArgumentException(value + " is out of the range of " + type);
    }
    return number;
  }

  /** Integers and times; a value that the type can't hold is refused. */
  static Object value(ColumnType type, long number) {
    try {
      return TypeLimits.fit(type, WholeNumbers.value(type.kind(), number));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(number + " is out of the range of " + type, e);
    }
  }
}
