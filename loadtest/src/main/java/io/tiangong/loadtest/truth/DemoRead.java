package io.tiangong.loadtest.truth;

import io.tiangong.loadtest.scenario.ParameterSpec;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A query over the demo's tables with its right answers.
 *
 * @param sql TgSQL with question marks
 * @param parameters what the question marks become, unless the scenario says otherwise
 * @param answer the rows for given parameters, in order
 */
public record DemoRead(
    String name,
    String sql,
    List<ParameterSpec> parameters,
    BiFunction<List<Object>, Truth, List<List<@Nullable Object>>> answer) {

  public DemoRead {
    parameters = List.copyOf(parameters);
  }
}
