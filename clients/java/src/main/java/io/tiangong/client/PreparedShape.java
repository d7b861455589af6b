package io.tiangong.client;

import java.util.List;

/** What a statement gives and takes, known without running it. */
public record PreparedShape(List<Column> columns, List<Parameter> parameters) {

  public PreparedShape {
    columns = List.copyOf(columns);
    parameters = List.copyOf(parameters);
  }

  static PreparedShape of(io.tiangong.v1.PrepareResponse sent) {
    return new PreparedShape(
        sent.getColumnsList().stream().map(Column::of).toList(),
        sent.getParameterTypesList().stream().map(Parameter::of).toList());
  }
}
