package io.tiangong.dialect.planner;

import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.spi.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement was planned to, for every execution of the same shape.
 *
 * @param plan its parameters are the statement's, followed by the derived ones
 * @param derived computed from the statement's parameters before each execution
 * @param text the plan as a tree, for people
 */
public record CompiledStatement(QueryPlan plan, List<DerivedParameter> derived, String text) {

  public CompiledStatement {
    derived = List.copyOf(derived);
  }

  /** All values that the plan needs. */
  public List<Value> parameters(List<Value> given) {
    if (derived.isEmpty()) {
      return given;
    }
    List<Value> all = new ArrayList<>(given);
    derived.forEach(d -> all.add(d.of(given.get(d.from()))));
    return all;
  }
}
