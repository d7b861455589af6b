package io.tiangong.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTextTest {

  @Test
  void showsItsHoles() {
    SqlText text =
        new SqlText(
            List.of("SELECT '?' FROM t WHERE a = ", " AND ", ""),
            List.of(
                new SqlBind.Parameter(1, ColumnType.of(TypeKind.BIGINT)),
                new SqlBind.Keys(new KeyFilter("k1", List.of("t.b", "t.c")))));
    assertThat(text).hasToString("SELECT '?' FROM t WHERE a = ?2 AND {(t.b, t.c) in keys k1}");
  }

  @Test
  void refusesChunksThatDoNotSurroundTheBinds() {
    assertThatThrownBy(() -> new SqlText(List.of("a", "b"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void plainTextHasNoHoles() {
    assertThat(SqlText.of("SELECT 1").binds()).isEmpty();
    assertThat(SqlText.of("SELECT 1")).hasToString("SELECT 1");
  }
}
