package io.tiangong.cli;

import io.tiangong.client.ErrorKind;
import io.tiangong.client.TextPosition;
import io.tiangong.client.TiangongException;
import java.util.List;

/** An error as a person wants to read it: what, where in the statement, and the nearest name. */
final class ErrorReport {

  private static final int SHOWN = 100;

  private ErrorReport() {}

  static String of(TiangongException error, String statement) {
    StringBuilder report = new StringBuilder("ERROR ");
    report.append(error.number()).append(' ').append(error.code());
    report.append(" (").append(error.sqlState()).append(')');
    error.position().ifPresent(place -> report.append(" at ").append(place));
    report.append(": ").append(DisplayText.visible(error.text())).append('\n');
    error.position().ifPresent(place -> quote(report, statement, place));
    String nearest = error.facts().get("nearest");
    if (nearest != null) {
      report.append("nearest name: ").append(DisplayText.visible(nearest)).append('\n');
    }
    if (error.retryable()) {
      report.append("the same statement may succeed when run again\n");
    }
    if (error.kind() != ErrorKind.USER && !error.queryId().isEmpty()) {
      report.append("query ").append(error.queryId()).append('\n');
    }
    return report.toString();
  }

  /** The line of the statement with a caret under the place; of a long line, the part around. */
  private static void quote(StringBuilder report, String statement, TextPosition place) {
    List<String> lines = statement.lines().toList();
    if (place.line() < 1 || place.line() > lines.size() || place.column() < 1) {
      return;
    }
    String line = lines.get(place.line() - 1).replace('\t', ' ');
    int caret = Math.min(place.column() - 1, line.length());
    int from = Math.max(0, caret - SHOWN);
    int to = Math.min(line.length(), caret + SHOWN);
    String before = DisplayText.visible((from > 0 ? "…" : "") + line.substring(from, caret));
    String after = DisplayText.visible(line.substring(caret, to) + (to < line.length() ? "…" : ""));
    report.append("  ").append(before).append(after).append('\n');
    report.append("  ").append(" ".repeat(DisplayText.width(before))).append("^\n");
  }
}
