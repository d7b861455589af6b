package io.tiangong.hbase;

import io.tiangong.spi.Bindings;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** The moment that a scan looks at, as HBase counts time: in milliseconds. */
final class Moment {

  private Moment() {}

  /**
   * The first timestamp whose cells are too new; empty when none is.
   *
   * @throws QueryException with {@link ErrorCode#INVALID_PARAMETER} for a NULL
   */
  static OptionalLong until(Scan scan, Bindings bindings) {
    if (scan.asOf().isEmpty()) {
      return OptionalLong.empty();
    }
    Object value = scan.asOf().get().resolve(bindings);
    if (value instanceof Instant instant) {
      return OptionalLong.of(after(instant));
    } else if (value instanceof LocalDateTime utc) {
      return OptionalLong.of(after(utc.toInstant(ZoneOffset.UTC)));
    }
    throw new QueryException(
        ErrorCode.INVALID_PARAMETER, "FOR SYSTEM_TIME AS OF needs a timestamp, not " + value);
  }

  private static long after(Instant moment) {
    try {
      return Math.max(0, Math.addExact(moment.toEpochMilli(), 1));
    } catch (ArithmeticException e) {
      return moment.isBefore(Instant.EPOCH) ? 0 : Long.MAX_VALUE;
    }
  }
}
