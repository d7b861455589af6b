package io.tiangong.cli;

import io.tiangong.client.Column;
import io.tiangong.client.Row;
import java.io.IOException;
import java.util.List;

/** A way to write one answer; holds a few rows at most. */
sealed interface ResultFormat permits TableFormat, CsvFormat, JsonFormat {

  void begin(List<Column> columns) throws IOException;

  void row(Row row) throws IOException;

  void end() throws IOException;
}
