package io.tiangong.gateway.grpc;

import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Cuts batches into messages of at most about {@link #MAX_BYTES}. */
public final class MessageSizer {

  public static final int MAX_BYTES = 1 << 20;

  /** What a cell costs beyond its bytes: tags, lengths, validity. */
  private static final int CELL_OVERHEAD = 2;

  private MessageSizer() {}

  /** How many rows from {@code from} on fit into a message; at least one. */
  public static int rowsThatFit(VectorSchemaRoot batch, int from, int to) {
    if (bytes(batch, from, to) <= MAX_BYTES) {
      return to - from;
    }
    int fits = from;
    int exceeds = to;
    while (exceeds - fits > 1) {
      int middle = (fits + exceeds) >>> 1;
      if (bytes(batch, from, middle) <= MAX_BYTES) {
        fits = middle;
      } else {
        exceeds = middle;
      }
    }
    return Math.max(1, fits - from);
  }

  private static long bytes(VectorSchemaRoot batch, int from, int to) {
    long total = 0;
    for (FieldVector vector : batch.getFieldVectors()) {
      total += bytes(vector, from, to) + (long) CELL_OVERHEAD * (to - from);
    }
    return total;
  }

  private static long bytes(FieldVector vector, int from, int to) {
    if (vector instanceof BaseVariableWidthVector text) {
      return offset(text, to) - offset(text, from);
    }
    return vector instanceof BaseFixedWidthVector fixed
        ? (long) fixed.getTypeWidth() * (to - from)
        : 0;
  }

  private static long offset(BaseVariableWidthVector vector, int row) {
    return vector.getOffsetBuffer().getInt((long) row * BaseVariableWidthVector.OFFSET_WIDTH);
  }
}
