package io.tiangong.spi;

import java.util.Map;

/**
 * A source as CREATE SOURCE declared it.
 *
 * @param name source name, lower case
 * @param type value of the {@code type} option, lower case
 * @param options the other options, keys in lower case, secrets already resolved; never logged
 */
public record SourceDefinition(String name, String type, Map<String, String> options) {
  public SourceDefinition {
    options = Map.copyOf(options);
  }

  /** Names only: option values may hold secrets. */
  @Override
  public String toString() {
    return "SourceDefinition[" + name + ", " + type + ", " + options.keySet() + "]";
  }
}
