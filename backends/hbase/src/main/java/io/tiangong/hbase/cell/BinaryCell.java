package io.tiangong.hbase.cell;

import io.tiangong.hbase.rowkey.Utf8;
import io.tiangong.hbase.rowkey.WholeNumbers;
import io.tiangong.spi.ColumnType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Cells as {@link Bytes} lays them out: numbers big-endian in the width of their type, DATE as 4
 * bytes of days, TIME and TIMESTAMP as 8 bytes of microseconds, DECIMAL as scale and digits.
 */
record BinaryCell(ColumnType type) implements CellCodec {

  private static final int SMALLEST_DECIMAL = Integer.BYTES + 1;

  @Override
  public byte[] encode(Object value) {
    Object fit = TypeLimits.fit(type, value);
    return switch (type.kind()) {
      case BOOLEAN -> Bytes.toBytes((boolean) (Boolean) fit);
      case TINYINT -> new byte[] {((Long) fit).byteValue()};
      case SMALLINT -> Bytes.toBytes(((Long) fit).shortValue());
      case INTEGER, DATE -> Bytes.toBytes((int) number(fit));
      case BIGINT, TIME, TIMESTAMP, TIMESTAMP_LTZ -> Bytes.toBytes(number(fit));
      case FLOAT -> Bytes.toBytes(((Double) fit).floatValue());
      case DOUBLE -> Bytes.toBytes((double) (Double) fit);
      case DECIMAL -> Bytes.toBytes((BigDecimal) fit);
      case VARCHAR, JSON -> Utf8.encode((String) fit);
      case VARBINARY -> (byte[]) fit;
    };
  }

  private long number(Object value) {
    return CellNumbers.of(type, value);
  }

  @Override
  public Object decode(byte[] bytes, int offset, int length) {
    return switch (type.kind()) {
      case VARCHAR, JSON -> TypeLimits.fit(type, Utf8.decode(bytes, offset, offset + length));
      case VARBINARY -> TypeLimits.fit(type, Arrays.copyOfRange(bytes, offset, offset + length));
      case DECIMAL -> decimal(bytes, offset, length);
      default -> fixed(bytes, offset, length);
    };
  }

  /** Not of DECIMAL, FLOAT, DOUBLE and BOOLEAN, which have several encodings of one value. */
  @Override
  public Optional<CellOrder> order() {
    return switch (type.kind()) {
      case VARCHAR, VARBINARY -> Optional.of(new ByteOrder());
      default -> NumberOrder.of(type.kind(), true, this::twosComplement);
    };
  }

  private byte[] twosComplement(long number) {
    return Arrays.copyOfRange(Bytes.toBytes(number), Long.BYTES - width(), Long.BYTES);
  }

  private Object decimal(byte[] bytes, int offset, int length) {
    if (length < SMALLEST_DECIMAL) {
      throw wrongLength(length, "at least " + SMALLEST_DECIMAL);
    }
    return TypeLimits.fit(type, Bytes.toBigDecimal(bytes, offset, length));
  }

  private Object fixed(byte[] bytes, int offset, int length) {
    if (length != width()) {
      throw wrongLength(length, Integer.toString(width()));
    }
    return switch (type.kind()) {
      case BOOLEAN -> bytes[offset] != 0;
      case TINYINT -> (long) bytes[offset];
      case SMALLINT -> (long) Bytes.toShort(bytes, offset);
      case INTEGER -> (long) Bytes.toInt(bytes, offset);
      case BIGINT -> Bytes.toLong(bytes, offset);
      case FLOAT -> (double) Bytes.toFloat(bytes, offset);
      case DOUBLE -> Bytes.toDouble(bytes, offset);
      case DATE -> WholeNumbers.value(type.kind(), Bytes.toInt(bytes, offset));
      default -> CellNumbers.value(type, Bytes.toLong(bytes, offset));
    };
  }

  private int width() {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT -> Byte.BYTES;
      case SMALLINT -> Short.BYTES;
      case INTEGER, DATE, FLOAT -> Integer.BYTES;
      default -> Long.BYTES;
    };
  }

  private IllegalArgumentException wrongLength(int length, String right) {
    return new IllegalArgumentException(length + " bytes, a " + type + " has " + right);
  }
}
