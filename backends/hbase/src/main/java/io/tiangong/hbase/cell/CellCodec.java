package io.tiangong.hbase.cell;

import java.util.Optional;

/** The layout of one column's cells. Values are as in {@link io.tiangong.spi.Value}. */
public sealed interface CellCodec permits BinaryCell, TextCell, OrderedCell {

  /**
   * @throws IllegalArgumentException when the value does not fit the column's type
   */
  byte[] encode(Object value);

  /**
   * @throws IllegalArgumentException when the bytes are not a value of the column's type
   */
  Object decode(byte[] bytes, int offset, int length);

  /** How cells compare as bytes; empty when their bytes do not tell how their values compare. */
  Optional<CellOrder> order();
}
