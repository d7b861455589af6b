package io.tiangong.spi;

import java.util.List;

/**
 * What {@link Source#discover} found: facts about each declared table that exists at the source.
 */
public record SourceSchema(List<TableFacts> tables) {
  public SourceSchema {
    tables = List.copyOf(tables);
  }
}
