package io.tiangong.dialect;

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
 */
public record PlannedStatement(
    String fingerprint, QueryPlan plan, List<Value> parameters, boolean cached) {
  public PlannedStatement {
    parameters = List.copyOf(parameters);
  }
}
