package io.tiangong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.client.Column;
import io.tiangong.client.TypeKind;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableLayoutTest {

  private static final Column NUMBER = new Column("number", TypeKind.BIGINT, 0, 0, true);
  private static final Column TEXT = new Column("text", TypeKind.VARCHAR, 0, 0, true);

  @Test
  void textGivesWayToANarrowTerminalAndNumbersDoNot() throws IOException {
    String table = table(34, List.of(NUMBER, TEXT), row("1234567890123456789", "一二三四五六七八九十"));
    assertThat(table)
        .isEqualTo(
            """
                          number │ text
            ─────────────────────┼────────────
             1234567890123456789 │ 一二三四…
            """);
    assertThat(table.lines()).allMatch(line -> DisplayText.width(line) <= 34);
  }

  @Test
  void widestColumnGivesWayFirst() throws IOException {
    String table = table(30, List.of(TEXT, TEXT), row("x".repeat(40), "short text"));
    assertThat(table).contains("x".repeat(14) + "… │ short text");
  }

  @Test
  void nothingIsCutWhenNobodyWatches() throws IOException {
    assertThat(table(0, List.of(TEXT, TEXT), row("x".repeat(300), "y"))).contains("x".repeat(300));
  }

  @Test
  void theOnlyColumnIsNeverCut() throws IOException {
    assertThat(table(20, List.of(TEXT), row("plan\n  └─ " + "x".repeat(40))))
        .endsWith(" plan\n   └─ " + "x".repeat(40) + "\n");
  }

  @Test
  void nullIsDimOnATerminalSoThatTheWordLooksDifferent() throws IOException {
    assertThat(table(80, List.of(TEXT, TEXT), row("NULL", null)))
        .endsWith(" NULL │ \033[2mNULL\033[0m\n");
  }

  @Test
  void laterNumbersWiderThanTheSampleStayWhole() throws IOException {
    StringWriter out = new StringWriter();
    TableLayout layout = new TableLayout(List.of(NUMBER, TEXT), List.of(), 80);
    layout.row(out, row("123456789", "long text"));
    assertThat(out.toString()).isEqualTo(" 123456789 │ lon…\n");
  }

  private static String table(int width, List<Column> columns, @Nullable String[] cells)
      throws IOException {
    List<@Nullable String[]> sample = new ArrayList<>();
    sample.add(cells);
    StringWriter out = new StringWriter();
    TableLayout layout = new TableLayout(columns, sample, width);
    layout.header(out);
    layout.row(out, cells);
    return out.toString();
  }

  private static @Nullable String[] row(@Nullable String... cells) {
    return cells;
  }
}
