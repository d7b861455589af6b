package io.tiangong.gateway.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.tiangong.spi.ColumnType;
import io.tiangong.v1.ColumnData;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;

/** Writes the cells of one column; chosen once per column. Reads the vectors' buffers directly. */
@FunctionalInterface
interface ColumnWriter {

  /** Widest DECIMAL whose unscaled number always fits 64 bits. */
  int MAX_LONG_DIGITS = 18;

  int DECIMAL_BYTES = 16;

  /**
   * @param nulls whether the vector has any NULL
   */
  void write(FieldVector vector, int from, int to, boolean nulls, ColumnData.Builder out);

  static ColumnWriter of(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> ColumnWriter::booleans;
      case TINYINT -> int32(ArrowBuf::getByte, Byte.BYTES);
      case SMALLINT -> int32(ArrowBuf::getShort, Short.BYTES);
      case INTEGER, DATE -> int32(ArrowBuf::getInt, Integer.BYTES);
      case BIGINT, TIME, TIMESTAMP, TIMESTAMP_LTZ -> int64(Long.BYTES);
      case DECIMAL ->
          type.precision() <= MAX_LONG_DIGITS ? int64(DECIMAL_BYTES) : ColumnWriter::wideDecimals;
      case FLOAT -> ColumnWriter::floats;
      case DOUBLE -> ColumnWriter::doubles;
      case VARCHAR, JSON -> variable(ColumnData.Builder::addStringValuesBytes);
      case VARBINARY -> variable(ColumnData.Builder::addBytesValues);
    };
  }

  /** Reads a small integer at a byte position. */
  @FunctionalInterface
  interface IntegerAt {
    int read(ArrowBuf data, long position);
  }

  /** Adds a cell to a list of the message. */
  @FunctionalInterface
  interface BytesList {
    void add(ColumnData.Builder out, ByteString cell);
  }

  private static ColumnWriter int32(IntegerAt integer, int width) {
    return (vector, from, to, nulls, out) -> {
      ArrowBuf data = vector.getDataBuffer();
      for (int row = from; row < to; row++) {
        out.addInt32Values(
            nulls && vector.isNull(row) ? 0 : integer.read(data, (long) row * width));
      }
    };
  }

  private static ColumnWriter int64(int width) {
    return (vector, from, to, nulls, out) -> {
      ArrowBuf data = vector.getDataBuffer();
      for (int row = from; row < to; row++) {
        out.addInt64Values(nulls && vector.isNull(row) ? 0 : data.getLong((long) row * width));
      }
    };
  }

  private static void booleans(
      FieldVector vector, int from, int to, boolean nulls, ColumnData.Builder out) {
    BitVector bits = (BitVector) vector;
    for (int row = from; row < to; row++) {
      out.addBoolValues(!bits.isNull(row) && bits.get(row) != 0);
    }
  }

  private static void floats(
      FieldVector vector, int from, int to, boolean nulls, ColumnData.Builder out) {
    ArrowBuf data = vector.getDataBuffer();
    for (int row = from; row < to; row++) {
      out.addFloatValues(nulls && vector.isNull(row) ? 0 : data.getFloat((long) row * Float.BYTES));
    }
  }

  private static void doubles(
      FieldVector vector, int from, int to, boolean nulls, ColumnData.Builder out) {
    ArrowBuf data = vector.getDataBuffer();
    for (int row = from; row < to; row++) {
      out.addDoubleValues(
          nulls && vector.isNull(row) ? 0 : data.getDouble((long) row * Double.BYTES));
    }
  }

  /** Arrow keeps 16 bytes, the lowest first; the protocol wants the highest first. */
  private static void wideDecimals(
      FieldVector vector, int from, int to, boolean nulls, ColumnData.Builder out) {
    ArrowBuf data = vector.getDataBuffer();
    for (int row = from; row < to; row++) {
      if (nulls && vector.isNull(row)) {
        out.addBytesValues(ByteString.EMPTY);
        continue;
      }
      byte[] bytes = new byte[DECIMAL_BYTES];
      for (int i = 0; i < DECIMAL_BYTES; i++) {
        bytes[DECIMAL_BYTES - 1 - i] = data.getByte((long) row * DECIMAL_BYTES + i);
      }
      out.addBytesValues(UnsafeByteOperations.unsafeWrap(bytes));
    }
  }

  /** Copies the run of cells at once and cuts it up without copying again. */
  private static ColumnWriter variable(BytesList list) {
    return (vector, from, to, nulls, out) -> {
      ArrowBuf offsets = ((BaseVariableWidthVector) vector).getOffsetBuffer();
      int base = offset(offsets, from);
      byte[] bytes = new byte[offset(offsets, to) - base];
      vector.getDataBuffer().getBytes(base, bytes);
      ByteString run = UnsafeByteOperations.unsafeWrap(bytes);
      int start = 0;
      for (int row = from; row < to; row++) {
        int end = offset(offsets, row + 1) - base;
        boolean empty = nulls && vector.isNull(row);
        list.add(out, empty ? ByteString.EMPTY : run.substring(start, end));
        start = end;
      }
    };
  }

  private static int offset(ArrowBuf offsets, int row) {
    return offsets.getInt((long) row * BaseVariableWidthVector.OFFSET_WIDTH);
  }
}
