package io.tiangong.dialect;

import io.tiangong.dialect.plan.Hints;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.spi.Value;
import java.util.List;

/**
 * A statement that is ready to run.
 *
 * @param fingerprint short stable name of the statement's shape, for statistics and logs
 * @param plan the plan, possibly shared with other executions
 * @param parameters all values that the plan needs: the caller's and the literals lifted from text
 * @param cached whether the plan came from the cache
 * @param hints what this text asks of the way it is served
 */
public record PlannedStatement(
    String fingerprint, QueryPlan plan, List<Value> parameters, boolean cached, Hints hints) {
  public PlannedStatement {
    parameters = List.copyOf(parameters);
  }

  /** A statement without hints. */
  public PlannedStatement(
      String fingerprint, QueryPlan plan, List<Value> parameters, boolean cached) {
    this(fingerprint, plan, parameters, cached, Hints.NONE);
  }
}
