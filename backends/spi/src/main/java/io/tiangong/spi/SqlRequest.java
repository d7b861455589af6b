package io.tiangong.spi;

import java.util.List;

/**
 * A request to a source that speaks SQL: a whole sub-tree in its own dialect.
 *
 * @param text the statement
 * @param output columns of the answer
 * @param inputs answers of other fragments that the text reads as tables of these names (the
 *     combining engine only)
 */
public record SqlRequest(SqlText text, List<Column> output, List<Input> inputs)
    implements SourceRequest {
  public SqlRequest {
    output = List.copyOf(output);
    inputs = List.copyOf(inputs);
  }

  /** A fragment's answer, read as a table. */
  public record Input(String table, String fragment, List<Column> columns) {
    public Input {
      columns = List.copyOf(columns);
    }
  }
}
