package io.tiangong.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.dialect.plan.Hints;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HintsTest {

  private final Dialect dialect = new Dialect(TestCatalog.create(), 1 << 20);

  private PlannedStatement plan(String sql) {
    return dialect.plan(sql, List.of(), "", "");
  }

  @Test
  void everyHintIsTyped() {
    Hints hints =
        plan("SELECT /*+ MAX_STALENESS('2s'), lane('Heavy'), TIMEOUT('500ms'), NO_CACHE */ 1")
            .hints();
    assertThat(hints)
        .isEqualTo(
            new Hints(
                Optional.of(Duration.ofSeconds(2)),
                Optional.of("heavy"),
                Optional.of(Duration.ofMillis(500)),
                true));
  }

  @Test
  void withoutHintsNothingIsAsked() {
    assertThat(plan("SELECT 1").hints()).isEqualTo(Hints.NONE);
  }

  @Test
  void callsThatDifferInHintsSharePlansAndKeepTheirHints() {
    String rest = "tms FROM ord.orders WHERE order_id = 7";
    PlannedStatement plain = plan("SELECT " + rest);
    PlannedStatement quick = plan("SELECT /*+ TIMEOUT('1s') */ " + rest);
    PlannedStatement slow = plan("select /*+ TIMEOUT('1h') */ " + rest.replace('7', '8'));
    assertThat(quick.cached()).isTrue();
    assertThat(slow.cached()).isTrue();
    assertThat(slow.fingerprint()).isEqualTo(plain.fingerprint());
    assertThat(plain.hints()).isEqualTo(Hints.NONE);
    assertThat(quick.hints().timeout()).contains(Duration.ofSeconds(1));
    assertThat(slow.hints().timeout()).contains(Duration.ofHours(1));
    assertThat(plan("SELECT " + rest).hints()).isEqualTo(Hints.NONE);
  }

  @Test
  void hintsBehindWithAreRead() {
    assertThat(plan("WITH a AS (SELECT 1 AS x) SELECT /*+ NO_CACHE */ x FROM a").hints().noCache())
        .isTrue();
    assertThat(plan("(SELECT /*+ NO_CACHE */ 1) UNION ALL SELECT 2 ORDER BY 1").hints().noCache())
        .isTrue();
  }

  @Test
  void wrongHintsAreErrorsAtTheirPlace() {
    assertRefused(
        "SELECT /*+ NO_CACH */ 1",
        "SEMANTIC_ERROR at 1:12: there is no hint NO_CACH; did you mean NO_CACHE?");
    assertRefused(
        "SELECT\n  /*+ LANE('hevy') */ 1",
        "SEMANTIC_ERROR at 2:7: there is no lane 'hevy'; did you mean 'heavy'?");
    assertRefused("SELECT /*+ TIMEOUT('soon') */ 1", "takes a duration such as '500ms'");
    assertRefused("SELECT /*+ TIMEOUT('0s') */ 1", "takes a duration of more than nothing");
    assertRefused("SELECT /*+ TIMEOUT */ 1", "takes one value, such as '2s'");
    assertRefused("SELECT /*+ TIMEOUT('1s', '2s') */ 1", "takes one value");
    assertRefused("SELECT /*+ NO_CACHE('x') */ 1", "takes no value");
    assertRefused("SELECT /*+ NO_CACHE, NO_CACHE */ 1", "is given twice");
    assertRefused(
        "SELECT * FROM (SELECT /*+ NO_CACHE */ 1 AS x) AS t",
        "hints stand behind the first SELECT of a statement");
  }

  private void assertRefused(String sql, String message) {
    assertThatThrownBy(() -> plan(sql)).hasMessageContaining(message);
  }
}
