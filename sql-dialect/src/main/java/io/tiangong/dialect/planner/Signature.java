package io.tiangong.dialect.planner;

import io.tiangong.spi.ColumnType;
import java.util.List;

/**
 * What a statement takes and gives, for any values of its parameters.
 *
 * @param parameterTypes of all question marks, inferred ones included; all may be NULL
 * @param nullable per column of the answer, whether it may be NULL; empty: as in the plan
 */
public record Signature(List<ColumnType> parameterTypes, List<Boolean> nullable) {

  private static final int BYTES = 200;
  private static final int BYTES_PER_TYPE = 40;

  public Signature {
    parameterTypes = List.copyOf(parameterTypes);
    nullable = List.copyOf(nullable);
  }

  /** Roughly what it takes in memory. */
  public int bytes() {
    return BYTES + BYTES_PER_TYPE * (parameterTypes.size() + nullable.size());
  }
}
