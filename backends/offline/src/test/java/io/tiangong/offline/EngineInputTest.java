package io.tiangong.offline;

import static io.tiangong.offline.TestEngine.BIGINT;
import static io.tiangong.offline.TestEngine.VARCHAR;
import static io.tiangong.offline.TestEngine.columns;
import static io.tiangong.offline.TestEngine.combine;
import static io.tiangong.offline.TestEngine.relation;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.testing.Relation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineInputTest {

  @TempDir Path directory;
  private TestEngine engine;

  @BeforeEach
  void start() {
    engine = TestEngine.in(directory);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void inputIsReadByItsName() {
    Relation rows = relation(columns(BIGINT, VARCHAR), List.of(1L, "a"), List.of(2L, "b"));
    SqlRequest request =
        combine(
            SqlText.of("SELECT c1, c0 + 1 FROM \"f1\" ORDER BY c0 DESC"),
            Map.of("f1", rows),
            VARCHAR,
            BIGINT);
    for (int i = 0; i < 10; i++) {
      assertThat(engine.rows(request, engine.bind(Map.of("f1", rows))))
          .containsExactly(List.of("b", 3L), List.of("a", 2L));
      engine.assertNothingHeld();
    }
  }

  @Test
  void inputIsUsableInSubQuery() {
    Relation rows = relation(columns(BIGINT, VARCHAR), List.of(1L, "a"), List.of(2L, "b"));
    SqlRequest request =
        combine(
            SqlText.of(
                "SELECT range FROM range(10) WHERE range IN (SELECT c0 FROM \"f1\") ORDER BY 1"),
            Map.of("f1", rows),
            BIGINT);
    for (int i = 0; i < 10; i++) {
      assertThat(engine.rows(request, engine.bind(Map.of("f1", rows))))
          .containsExactly(List.of(1L), List.of(2L));
      engine.assertNothingHeld();
    }
  }
}
