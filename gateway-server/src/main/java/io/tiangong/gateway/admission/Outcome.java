package io.tiangong.gateway.admission;

import io.tiangong.spi.ErrorCode;
import org.jspecify.annotations.Nullable;

/** How a permit was used, told when it is given back; limits learn from it. */
public enum Outcome {
  /** The query was served. */
  SUCCESS,
  /** Something was overloaded or too slow: a sign to let fewer in. */
  DROPPED,
  /** The query says nothing about load: the caller's own error, or a cancel. */
  IGNORED;

  /**
   * The outcome of a query that ended so.
   *
   * @param error null when it was served
   */
  public static Outcome of(@Nullable ErrorCode error) {
    if (error == null) {
      return SUCCESS;
    }
    return switch (error) {
      case DEADLINE_EXCEEDED, OVERLOADED, MEMORY_LIMIT_EXCEEDED, SOURCE_UNAVAILABLE -> DROPPED;
      default -> IGNORED;
    };
  }
}
