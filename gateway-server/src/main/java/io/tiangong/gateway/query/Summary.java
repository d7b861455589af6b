package io.tiangong.gateway.query;

import io.tiangong.gateway.execute.FragmentServed;
import java.util.List;

/**
 * How a served query went; durations in nanoseconds.
 *
 * @param rows rows sent
 * @param complete whether these are all rows of the answer
 * @param planNanos fingerprint and planning, or the look-up in the plan cache
 * @param firstBatchNanos from the end of planning to the first batch, or to the end without one
 * @param totalNanos from the arrival to the end
 */
public record Summary(
    long rows,
    boolean complete,
    boolean planCached,
    long planNanos,
    long firstBatchNanos,
    long totalNanos,
    List<FragmentServed> fragments) {
  public Summary {
    fragments = List.copyOf(fragments);
  }
}
