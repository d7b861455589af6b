package io.tiangong.cli;

import io.tiangong.client.Column;
import io.tiangong.client.Row;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV of RFC 4180 with a header; NULL is nothing at all, an empty string is {@code ""}. */
final class CsvFormat implements ResultFormat {

  private final Writer out;
  private int columns;

  CsvFormat(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<Column> described) throws IOException {
    columns = described.size();
    for (int i = 0; i < columns; i++) {
      field(i, described.get(i).name());
    }
    out.write("\r\n");
  }

  @Override
  public void row(Row row) throws IOException {
    for (int i = 0; i < columns; i++) {
      field(i, row.getString(i));
    }
    out.write("\r\n");
  }

  @Override
  public void end() {}

  private void field(int index, @Nullable String text) throws IOException {
    if (index > 0) {
      out.write(',');
    }
    if (text == null) {
      return;
    }
    if (needsQuotes(text)) {
      out.write('"');
      out.write(text.replace("\"", "\"\""));
      out.write('"');
    } else {
      out.write(text);
    }
  }

  private static boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\r' || c == '\n') {
        return true;
      }
    }
    return text.isEmpty();
  }
}
