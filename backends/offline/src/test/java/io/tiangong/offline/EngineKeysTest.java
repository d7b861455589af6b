package io.tiangong.offline;

import static io.tiangong.offline.TestEngine.BIGINT;
import static io.tiangong.offline.TestEngine.VARCHAR;
import static io.tiangong.offline.TestEngine.request;
import static io.tiangong.offline.TestEngine.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.spi.Bindings;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.SqlBind;
import io.tiangong.spi.SqlRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineKeysTest extends EngineTest {

  private static final SqlBind.Keys BY_ID = new SqlBind.Keys(new KeyFilter("k1", List.of("\"i\"")));
  private static final SqlRequest RANGE =
      request(text("SELECT i FROM range(100) t(i) WHERE i > 1 AND ", BY_ID, " ORDER BY i"), BIGINT);

  @Test
  void onlyRowsOfTheKeysAreLeft() {
    assertThat(ids(List.of(List.of(7L), List.of(1L), List.of(99L), List.of(500L))))
        .containsExactly(List.of(7L), List.of(99L));
    assertThat(ids(List.of(List.of(2L)))).containsExactly(List.of(2L));
  }

  @Test
  void emptyKeySetLeavesNothing() {
    assertThat(ids(List.of())).isEmpty();
  }

  @Test
  void unboundSlotLeavesEverything() {
    assertThat(engine.rows(RANGE, Bindings.none())).hasSize(98);
  }

  @Test
  void tuplesOfKeysMatchAsAWhole() {
    SqlBind.Keys keys = new SqlBind.Keys(new KeyFilter("k1", List.of("a", "b")));
    SqlRequest request =
        request(
            text("SELECT a FROM (VALUES (1, 'x'), (2, 'y'), (3, NULL)) t(a, b) WHERE ", keys, ""),
            TestEngine.BIGINT);
    KeySet tuples =
        new KeySet(List.of(BIGINT, VARCHAR), List.of(List.of(1L, "x"), List.of(2L, "x")));
    assertThat(engine.rows(request, bound(tuples))).containsExactly(List.of(1L));
  }

  @Test
  void oneKeySetMayFillTwoHoles() {
    SqlRequest request =
        request(
            text(
                "SELECT count(*) FROM range(9) t(i) WHERE ",
                BY_ID,
                " AND i + 1 IN (SELECT i FROM range(9) u(i) WHERE ",
                BY_ID,
                ")"),
            BIGINT);
    KeySet keys = new KeySet(List.of(BIGINT), List.of(List.of(3L), List.of(4L), List.of(8L)));
    assertThat(engine.rows(request, bound(keys))).containsExactly(List.of(1L));
  }

  private List<List<@Nullable Object>> ids(List<List<Object>> keys) {
    return engine.rows(RANGE, bound(new KeySet(List.of(BIGINT), keys)));
  }

  private static Bindings bound(KeySet keys) {
    return new Bindings(List.of(), Map.of("k1", keys), Map.of());
  }
}
