package io.tiangong.demo.check;

import static io.tiangong.demo.check.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

  @Test
  void nullIsLowest() {
    Rows rows = new Rows(List.of(row(2L), row((Object) null), row(1L)));
    assertThat(rows.orderBy(1).list()).containsExactly(row((Object) null), row(1L), row(2L));
    assertThat(rows.orderBy(-1).list()).containsExactly(row(2L), row(1L), row((Object) null));
  }

  @Test
  void textGoesByCodePoint() {
    Rows rows = new Rows(List.of(row("\uD83C\uDF81"), row("\uFF0C"), row("a"), row("B")));
    assertThat(rows.orderBy(1).list())
        .containsExactly(row("B"), row("a"), row("\uFF0C"), row("\uD83C\uDF81"));
  }
}
