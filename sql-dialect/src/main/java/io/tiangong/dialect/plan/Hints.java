package io.tiangong.dialect.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * What a caller asks of the way a query is served; never of what it means.
 *
 * @param maxStaleness how old the rows may be at most
 * @param lane the lane wished for, in lower case
 * @param timeout how long the query may take; the call's own deadline holds as well
 * @param noCache whether no cached answer may be given
 */
public record Hints(
    Optional<Duration> maxStaleness,
    Optional<String> lane,
    Optional<Duration> timeout,
    boolean noCache) {

  /** Nothing is asked. */
  public static final Hints NONE =
      new Hints(Optional.empty(), Optional.empty(), Optional.empty(), false);
}
