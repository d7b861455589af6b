package io.tiangong.cli;

import io.tiangong.client.Column;
import io.tiangong.client.Row;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table for people: the first rows settle the widths, the rest streams. */
public final class TableFormat implements ResultFormat {

  private static final int SAMPLE_ROWS = 200;

  private final Writer out;
  private final int terminalWidth;
  private final List<@Nullable String[]> sample = new ArrayList<>();
  private List<Column> columns = List.of();
  private @Nullable TableLayout layout;

  /** With a width of 0 nothing is cut or coloured: the reader is not a terminal. */
  public TableFormat(Writer out, int terminalWidth) {
    this.out = out;
    this.terminalWidth = terminalWidth;
  }

  @Override
  public void begin(List<Column> described) {
    columns = described;
  }

  @Override
  public void row(Row row) throws IOException {
    @Nullable String[] cells = new String[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      String text = row.getString(i);
      cells[i] = text == null ? null : DisplayText.visible(text);
    }
    if (layout != null) {
      layout.row(out, cells);
      return;
    }
    sample.add(cells);
    if (sample.size() == SAMPLE_ROWS) {
      settle();
    }
  }

  @Override
  public void end() throws IOException {
    if (layout == null && !columns.isEmpty()) {
      settle();
    }
  }

  private void settle() throws IOException {
    TableLayout settled = new TableLayout(columns, sample, terminalWidth);
    layout = settled;
    settled.header(out);
    for (@Nullable String[] cells : sample) {
      settled.row(out, cells);
    }
    sample.clear();
  }
}
