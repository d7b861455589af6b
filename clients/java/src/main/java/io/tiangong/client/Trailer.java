package io.tiangong.client;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How a query went, by the gateway's clock.
 *
 * @param complete whether these were all rows; false when the answer was cut at {@link
 *     Query#truncatedTo}
 * @param plan fingerprint and planning, or the look-up in the plan cache
 * @param firstBatch from the end of planning to the first rows
 * @param total from the arrival of the request to its end
 */
public record Trailer(
    long rows,
    boolean complete,
    boolean planCached,
    Duration plan,
    Duration firstBatch,
    Duration total,
    List<Fragment> fragments) {

  /** A fragment's share of a query: which replica of which source gave how many rows. */
  public record Fragment(String id, String source, String replica, long rows) {}

  public Trailer {
    fragments = List.copyOf(fragments);
  }

  static Trailer of(io.tiangong.v1.Trailer sent) {
    return new Trailer(
        sent.getRows(),
        sent.getComplete(),
        sent.getPlanCached(),
        micros(sent.getTimings().getPlanMicros()),
        micros(sent.getTimings().getFirstBatchMicros()),
        micros(sent.getTimings().getTotalMicros()),
        sent.getFragmentsList().stream()
            .map(f -> new Fragment(f.getFragment(), f.getSource(), f.getReplica(), f.getRows()))
            .toList());
  }

  private static Duration micros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
