package io.tiangong.hbase.rowkey;

import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * {@code date}, {@code int}, {@code long}, {@code timestamp} and {@code reversed_timestamp}: a
 * whole number, big-endian, with the sign bit flipped, and for descending order all bits flipped
 * (which gives {@code Long.MAX_VALUE - micros}).
 *
 * @param kind type of the column, which says what is counted
 * @param length 4 or 8 bytes
 */
record NumberField(TypeKind kind, int length, boolean descending) implements FieldCodec {

  @Override
  public byte @Nullable [] encode(Object value) {
    Long number = WholeNumbers.of(kind, value);
    return number == null || !fits(number) ? null : bytes(number);
  }

  private boolean fits(long number) {
    return length == Long.BYTES || number == (int) number;
  }

  private byte[] bytes(long number) {
    long flipped = number ^ (1L << (8 * length - 1));
    long bits = descending ? ~flipped : flipped;
    byte[] bytes = new byte[length];
    for (int i = length - 1; i >= 0; i--) {
      bytes[i] = (byte) bits;
      bits >>>= 8;
    }
    return bytes;
  }

  @Override
  public ByteRange range(Op op, Object operand) {
    boolean below = op == Op.LT || op == Op.LE;
    Long number = WholeNumbers.of(kind, operand);
    if (number == null || !fits(number)) {
      boolean operandIsHigh = WholeNumbers.isPositive(operand);
      return below == operandIsHigh ? ByteRange.all() : ByteRange.none();
    }
    byte[] bound = bytes(number);
    boolean withBound = op == Op.LE || op == Op.GE;
    boolean bytesBelow = below != descending;
    return ByteRange.side(
        bytesBelow, bytesBelow == withBound ? ByteRange.afterPrefix(bound) : bound);
  }

  @Override
  public ByteRange matching(byte[] encoded) {
    return ByteRange.startingWith(encoded);
  }

  @Override
  public int end(byte[] key, int start) {
    return start + length <= key.length ? start + length : -1;
  }

  @Override
  public Object decode(byte[] key, int start, int end) {
    long bits = 0;
    for (int i = start; i < end; i++) {
      bits = bits << 8 | (key[i] & 0xff);
    }
    if (descending) {
      bits = ~bits;
    }
    long flipped = bits ^ (1L << (8 * length - 1));
    return WholeNumbers.value(kind, length == Integer.BYTES ? (int) flipped : flipped);
  }
}
