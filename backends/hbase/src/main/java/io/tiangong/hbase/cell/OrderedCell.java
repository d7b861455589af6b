package io.tiangong.hbase.cell;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.hbase.util.Order;
import org.apache.hadoop.hbase.util.OrderedBytes;
import org.apache.hadoop.hbase.util.PositionedByteRange;
import org.apache.hadoop.hbase.util.SimplePositionedByteRange;
import org.apache.hadoop.hbase.util.SimplePositionedMutableByteRange;

/** Cells as {@link OrderedBytes} lays them out, ascending. */
record OrderedCell(ColumnType type) implements CellCodec {

  private static final int SPARE = 32;

  /** In powers of 100; a DECIMAL has at most 38 digits. */
  private static final int MAX_EXPONENT = 40;

  private static final int NEGATIVE_LARGE = 0x08;
  private static final int NEGATIVE_SMALL = 0x14;
  private static final int POSITIVE_SMALL = 0x16;
  private static final int POSITIVE_LARGE = 0x22;

  @Override
  public byte[] encode(Object value) {
    Object fit = TypeLimits.fit(type, value);
    PositionedByteRange target = new SimplePositionedMutableByteRange(room(fit));
    write(target, fit);
    byte[] bytes = new byte[target.getPosition()];
    System.arraycopy(target.getBytes(), 0, bytes, 0, bytes.length);
    return bytes;
  }

  private static int room(Object value) {
    if (value instanceof String text) {
      return 3 * text.length() + SPARE;
    }
    return value instanceof byte[] bytes ? 2 * bytes.length + SPARE : 3 * SPARE;
  }

  private void write(PositionedByteRange target, Object value) {
    Order order = Order.ASCENDING;
    switch (type.kind()) {
      case BOOLEAN -> OrderedBytes.encodeInt8(target, (byte) ((Boolean) value ? 1 : 0), order);
      case TINYINT -> OrderedBytes.encodeInt8(target, ((Long) value).byteValue(), order);
      case SMALLINT -> OrderedBytes.encodeInt16(target, ((Long) value).shortValue(), order);
      case INTEGER, DATE ->
          OrderedBytes.encodeInt32(target, (int) CellNumbers.of(type, value), order);
      case BIGINT, TIME, TIMESTAMP, TIMESTAMP_LTZ ->
          OrderedBytes.encodeInt64(target, CellNumbers.of(type, value), order);
      case FLOAT -> OrderedBytes.encodeFloat32(target, ((Double) value).floatValue(), order);
      case DOUBLE -> OrderedBytes.encodeFloat64(target, (Double) value, order);
      case DECIMAL -> OrderedBytes.encodeNumeric(target, (BigDecimal) value, order);
      case VARCHAR, JSON -> OrderedBytes.encodeString(target, (String) value, order);
      case VARBINARY -> OrderedBytes.encodeBlobVar(target, (byte[]) value, order);
    }
  }

  @Override
  public Object decode(byte[] bytes, int offset, int length) {
    PositionedByteRange source = new SimplePositionedByteRange(bytes, offset, length);
    try {
      if (length == 0 || isDescending(source) || !startsAsTyped(source)) {
        throw new IllegalArgumentException("not an ordered encoding of a " + type);
      }
      Object value = TypeLimits.fit(type, read(source));
      if (source.getRemaining() != 0 || !isCanonical(value, bytes, offset, length)) {
        throw new IllegalArgumentException("wrong length of the ordered encoding of a " + type);
      }
      return value;
    } catch (IndexOutOfBoundsException | ArithmeticException | AssertionError e) {
      // OrderedBytes tells some broken encodings by assertions only, hence isCanonical as well.
      throw new IllegalArgumentException("not an ordered encoding of a " + type, e);
    }
  }

  /** Only of what has one encoding per value whoever wrote it. */
  @Override
  public Optional<CellOrder> order() {
    return NumberOrder.of(type.kind(), false, this::number);
  }

  private byte[] number(long number) {
    PositionedByteRange target = new SimplePositionedMutableByteRange(SPARE);
    switch (type.kind()) {
      case TINYINT -> OrderedBytes.encodeInt8(target, (byte) number, Order.ASCENDING);
      case SMALLINT -> OrderedBytes.encodeInt16(target, (short) number, Order.ASCENDING);
      case INTEGER, DATE -> OrderedBytes.encodeInt32(target, (int) number, Order.ASCENDING);
      default -> OrderedBytes.encodeInt64(target, number, Order.ASCENDING);
    }
    return Arrays.copyOf(target.getBytes(), target.getPosition());
  }

  /**
   * Whether a blob was written by this codec: bits behind its end are not looked at in decoding.
   */
  private boolean isCanonical(Object value, byte[] bytes, int offset, int length) {
    return type.kind() != TypeKind.VARBINARY
        || Arrays.equals(encode(value), Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** All headers of the ascending order are positive; the descending order inverts them. */
  private static boolean isDescending(PositionedByteRange source) {
    return source.peek() < 0;
  }

  private boolean startsAsTyped(PositionedByteRange source) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT -> OrderedBytes.isFixedInt8(source);
      case SMALLINT -> OrderedBytes.isFixedInt16(source);
      case INTEGER, DATE -> OrderedBytes.isFixedInt32(source);
      case BIGINT, TIME, TIMESTAMP, TIMESTAMP_LTZ -> OrderedBytes.isFixedInt64(source);
      case FLOAT -> OrderedBytes.isFixedFloat32(source);
      case DOUBLE -> OrderedBytes.isFixedFloat64(source);
      case DECIMAL ->
          OrderedBytes.isNumeric(source)
              && !OrderedBytes.isNumericNaN(source)
              && !OrderedBytes.isNumericInfinite(source)
              && hasPlainExponent(source);
      case VARCHAR, JSON -> OrderedBytes.isText(source);
      case VARBINARY -> OrderedBytes.isBlobVar(source);
    };
  }

  /*
   * The exponent of a number outside of 1 to 10^22 follows its header, inverted for two of the four
   * headers. One that no DECIMAL has is refused before it is computed with, which could take hours.
   */
  private static boolean hasPlainExponent(PositionedByteRange source) {
    int header = Byte.toUnsignedInt(source.peek());
    int next =
        source.getRemaining() < 2 ? 0 : Byte.toUnsignedInt(source.get(source.getPosition() + 1));
    return switch (header) {
      case POSITIVE_LARGE, NEGATIVE_SMALL -> next <= MAX_EXPONENT;
      case NEGATIVE_LARGE, POSITIVE_SMALL -> (next ^ 0xff) <= MAX_EXPONENT;
      default -> true;
    };
  }

  private Object read(PositionedByteRange source) {
    return switch (type.kind()) {
      case BOOLEAN -> OrderedBytes.decodeInt8(source) != 0;
      case TINYINT -> (long) OrderedBytes.decodeInt8(source);
      case SMALLINT -> (long) OrderedBytes.decodeInt16(source);
      case INTEGER, DATE -> CellNumbers.value(type, OrderedBytes.decodeInt32(source));
      case BIGINT, TIME, TIMESTAMP, TIMESTAMP_LTZ ->
          CellNumbers.value(type, OrderedBytes.decodeInt64(source));
      case FLOAT -> (double) OrderedBytes.decodeFloat32(source);
      case DOUBLE -> OrderedBytes.decodeFloat64(source);
      case DECIMAL -> OrderedBytes.decodeNumericAsBigDecimal(source);
      case VARCHAR, JSON -> OrderedBytes.decodeString(source);
      case VARBINARY -> OrderedBytes.decodeBlobVar(source);
    };
  }
}
