package io.tiangong.spi;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/** Reads and writes single cells of Arrow vectors as the Java classes of {@link Value}. */
public final class Cells {

  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long NANOS_PER_MICRO = 1_000L;

  private Cells() {}

  /** The cell; null is SQL's NULL. */
  public static @Nullable Object read(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    if (vector instanceof BigIntVector v) {
      return v.get(row);
    } else if (vector instanceof IntVector v) {
      return (long) v.get(row);
    } else if (vector instanceof VarCharVector v) {
      return new String(v.get(row), StandardCharsets.UTF_8);
    } else if (vector instanceof Float8Vector v) {
      return v.get(row);
    } else if (vector instanceof DecimalVector v) {
      return v.getObjectNotNull(row);
    } else if (vector instanceof DateDayVector v) {
      return LocalDate.ofEpochDay(v.get(row));
    } else if (vector instanceof TimeStampMicroVector v) {
      return LocalDateTime.ofEpochSecond(
          Math.floorDiv(v.get(row), MICROS_PER_SECOND),
          (int) (Math.floorMod(v.get(row), MICROS_PER_SECOND) * NANOS_PER_MICRO),
          ZoneOffset.UTC);
    } else if (vector instanceof TimeStampMicroTZVector v) {
      return Instant.EPOCH.plus(v.get(row), ChronoUnit.MICROS);
    } else if (vector instanceof BitVector v) {
      return v.get(row) != 0;
    } else if (vector instanceof SmallIntVector v) {
      return (long) v.get(row);
    } else if (vector instanceof TinyIntVector v) {
      return (long) v.get(row);
    } else if (vector instanceof Float4Vector v) {
      return (double) v.get(row);
    } else if (vector instanceof VarBinaryVector v) {
      return v.get(row);
    } else if (vector instanceof TimeMicroVector v) {
      return LocalTime.ofNanoOfDay(v.get(row) * NANOS_PER_MICRO);
    }
    throw new QueryException(ErrorCode.INTERNAL, "no cell reader for " + vector.getField());
  }

  /** Writes a cell, growing the vector; null is SQL's NULL. */
  public static void write(FieldVector vector, int row, @Nullable Object value) {
    if (value == null) {
      setNull(vector, row);
    } else if (vector instanceof BigIntVector v) {
      v.setSafe(row, (Long) value);
    } else if (vector instanceof IntVector v) {
      v.setSafe(row, Math.toIntExact((Long) value));
    } else if (vector instanceof VarCharVector v) {
      v.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof Float8Vector v) {
      v.setSafe(row, (Double) value);
    } else if (vector instanceof DecimalVector v) {
      v.setSafe(row, (BigDecimal) value);
    } else if (vector instanceof DateDayVector v) {
      v.setSafe(row, Math.toIntExact(((LocalDate) value).toEpochDay()));
    } else if (vector instanceof TimeStampMicroVector v) {
      v.setSafe(row, micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC)));
    } else if (vector instanceof TimeStampMicroTZVector v) {
      v.setSafe(row, micros((Instant) value));
    } else if (vector instanceof BitVector v) {
      v.setSafe(row, (Boolean) value ? 1 : 0);
    } else if (vector instanceof SmallIntVector v) {
      v.setSafe(row, Math.toIntExact((Long) value));
    } else if (vector instanceof TinyIntVector v) {
      v.setSafe(row, Math.toIntExact((Long) value));
    } else if (vector instanceof Float4Vector v) {
      v.setSafe(row, ((Double) value).floatValue());
    } else if (vector instanceof VarBinaryVector v) {
      v.setSafe(row, (byte[]) value);
    } else if (vector instanceof TimeMicroVector v) {
      v.setSafe(row, ((LocalTime) value).toNanoOfDay() / NANOS_PER_MICRO);
    } else {
      throw new QueryException(ErrorCode.INTERNAL, "no cell writer for " + vector.getField());
    }
  }

  /** Microseconds since the epoch. */
  public static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND),
        instant.getNano() / NANOS_PER_MICRO);
  }

  private static void setNull(FieldVector vector, int row) {
    while (row >= vector.getValueCapacity()) {
      vector.reAlloc();
    }
    vector.setNull(row);
  }
}
