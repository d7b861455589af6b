package io.tiangong.dialect.planner;

import io.tiangong.dialect.plan.Hints;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement was planned to, for every execution of the same shape.
 *
 * @param plan its parameters are the statement's, followed by the derived ones
 * @param derived computed from the statement's parameters before each execution
 * @param text the plan as a tree, for people
 * @param hints of the text that was planned
 */
public record CompiledStatement(
    QueryPlan plan, List<DerivedParameter> derived, String text, Hints hints) {

  private static final int BYTES_PER_FRAGMENT = 2_000;
  private static final int BYTES_PER_CHARACTER = 4;

  public CompiledStatement {
    derived = List.copyOf(derived);
  }

  /** Roughly what it takes in memory: what is kept is proportional to its text. */
  public int bytes() {
    return BYTES_PER_FRAGMENT * plan.fragments().size() + BYTES_PER_CHARACTER * text.length();
  }

  /**
   * All values that the plan needs.
   *
   * @param given one per question mark
   * @throws QueryException with INVALID_PARAMETER when there are more or fewer, with INVALID_CAST
   *     when one can't be read as the type that the statement casts it to
   */
  public List<Value> parameters(List<Value> given) {
    int wanted = plan.parameterTypes().size() - derived.size();
    if (given.size() != wanted) {
      throw new QueryException(
          ErrorCode.INVALID_PARAMETER,
          "the statement has "
              + wanted
              + " question marks, "
              + given.size()
              + " values were given");
    }
    if (derived.isEmpty()) {
      return given;
    }
    List<Value> all = new ArrayList<>(given);
    derived.forEach(d -> all.add(d.of(given.get(d.from()))));
    return all;
  }
}
