package io.tiangong.cli;

import io.tiangong.client.Column;
import io.tiangong.client.Row;
import io.tiangong.client.TypeKind;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** One JSON array with an object per row; numbers have all their digits. */
final class JsonFormat implements ResultFormat {

  private final Writer out;
  private List<Column> columns = List.of();
  private boolean first = true;

  JsonFormat(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<Column> described) throws IOException {
    columns = described;
    out.write('[');
  }

  @Override
  public void row(Row row) throws IOException {
    out.write(first ? "\n{" : ",\n{");
    first = false;
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      string(columns.get(i).name());
      out.write(':');
      value(columns.get(i).kind(), row, i);
    }
    out.write('}');
  }

  @Override
  public void end() throws IOException {
    out.write(first ? "]\n" : "\n]\n");
  }

  private void value(TypeKind kind, Row row, int index) throws IOException {
    String text = row.getString(index);
    if (text == null) {
      out.write("null");
    } else if (kind == TypeKind.BOOLEAN || (kind.isNumeric() && isFinite(text))) {
      out.write(text);
    } else {
      string(text);
    }
  }

  /** JSON has no word for the others: they are written as strings. */
  private static boolean isFinite(String number) {
    return !number.endsWith("Infinity") && !number.equals("NaN");
  }

  private void string(String text) throws IOException {
    out.write('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.write("\\\"");
        case '\\' -> out.write("\\\\");
        case '\n' -> out.write("\\n");
        case '\r' -> out.write("\\r");
        case '\t' -> out.write("\\t");
        default -> {
          if (c < ' ') {
            out.write(String.format("\\u%04x", (int) c));
          } else {
            out.write(c);
          }
        }
      }
    }
    out.write('"');
  }
}
