package io.tiangong.cli;

import io.tiangong.client.Column;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of a table stand.
 *
 * <p>Text gives way when the terminal is too narrow, the widest column first; numbers and dates
 * never do, because a cut one would be read as another. The only column of a table is never cut.
 */
final class TableLayout {

  private static final String NULL = "NULL";
  private static final String DIM = "\033[2m";
  private static final String PLAIN = "\033[0m";
  private static final int NARROWEST = 8;

  private final List<Column> columns;
  private final int[] widths;
  private final boolean terminal;

  TableLayout(List<Column> columns, List<@Nullable String[]> sample, int terminalWidth) {
    this.columns = columns;
    this.widths = new int[columns.size()];
    this.terminal = terminalWidth > 0;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = DisplayText.width(name(i));
      for (@Nullable String[] cells : sample) {
        widths[i] = Math.max(widths[i], widestLine(cells[i]));
      }
    }
    if (terminal && widths.length > 1) {
      fit(terminalWidth);
    }
  }

  void header(Writer out) throws IOException {
    StringBuilder names = new StringBuilder();
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      names.append(i == 0 ? " " : "│ ");
      names.append(aligned(i, DisplayText.cut(name(i), widths[i]))).append(' ');
      rule.append(i == 0 ? "" : "┼").append("─".repeat(widths[i] + 2));
    }
    out.write(names.toString().stripTrailing());
    out.write('\n');
    out.write(rule.append('\n').toString());
  }

  /** A row; cells of several lines make it as high as the highest. */
  void row(Writer out, @Nullable String[] cells) throws IOException {
    int height = 1;
    for (@Nullable String cell : cells) {
      height = cell == null ? height : Math.max(height, (int) cell.lines().count());
    }
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < cells.length; i++) {
        text.append(i == 0 ? " " : "│ ").append(cell(i, cells[i], line)).append(' ');
      }
      out.write(text.toString().stripTrailing());
      out.write('\n');
    }
  }

  private String cell(int column, @Nullable String cell, int line) {
    if (cell == null) {
      String mark = aligned(column, line == 0 ? NULL : "");
      return terminal ? mark.replace(NULL, DIM + NULL + PLAIN) : mark;
    }
    String text = cell.lines().skip(line).findFirst().orElse("");
    boolean mayBeCut = terminal && widths.length > 1 && isText(column);
    return aligned(column, mayBeCut ? DisplayText.cut(text, widths[column]) : text);
  }

  private String aligned(int column, String text) {
    String blanks = " ".repeat(Math.max(0, widths[column] - DisplayText.width(text)));
    return columns.get(column).kind().isNumeric() ? blanks + text : text + blanks;
  }

  private void fit(int terminalWidth) {
    int surplus = -terminalWidth - 1;
    for (int width : widths) {
      surplus += width + 3;
    }
    for (int widest = widest(); surplus > 0 && widest >= 0; widest = widest()) {
      widths[widest]--;
      surplus--;
    }
  }

  /** The widest column that may give way; -1 when there is none. */
  private int widest() {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean mayGiveWay = isText(i) && widths[i] > NARROWEST;
      if (mayGiveWay && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  private boolean isText(int column) {
    return switch (columns.get(column).kind()) {
      case VARCHAR, VARBINARY, JSON -> true;
      default -> false;
    };
  }

  private String name(int column) {
    return DisplayText.visible(columns.get(column).name()).replace('\n', ' ');
  }

  private static int widestLine(@Nullable String cell) {
    return cell == null ? NULL.length() : cell.lines().mapToInt(DisplayText::width).max().orElse(0);
  }
}
