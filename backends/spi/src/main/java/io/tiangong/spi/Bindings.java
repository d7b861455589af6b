package io.tiangong.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one execution.
 *
 * @param parameters scalar parameters, caller's and lifted literals
 * @param keys key sets by slot; a missing slot means no restriction
 * @param inputs answers of other fragments by fragment id, for {@link SqlRequest#inputs}; the
 *     source that is opened with them owns and closes them, also when opening fails
 */
public record Bindings(
    List<Value> parameters, Map<String, KeySet> keys, Map<String, BatchStream> inputs) {

  public Bindings {
    parameters = List.copyOf(parameters);
    keys = Map.copyOf(keys);
    inputs = Map.copyOf(inputs);
  }

  public static Bindings of(List<Value> parameters) {
    return new Bindings(parameters, Map.of(), Map.of());
  }

  public static Bindings none() {
    return of(List.of());
  }

  public Value parameter(int index) {
    return parameters.get(index);
  }

  /** The key set of a slot; null when it is not bound. */
  public @Nullable KeySet keySet(String slot) {
    return keys.get(slot);
  }
}
