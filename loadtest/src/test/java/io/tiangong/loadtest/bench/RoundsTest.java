package io.tiangong.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private final Rounds rounds = new Rounds(2, Duration.ZERO, Duration.ZERO);

  @Test
  void everyRoundRunsEveryScenarioInTurn() throws InterruptedException {
    List<String> order = new ArrayList<>();
    List<Scenario> scenarios =
        List.of(Scenario.of("a", () -> order.add("a")), Scenario.of("b", () -> order.add("b")));
    Map<String, Measurement> measured = rounds.run(scenarios, line -> {});
    assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
    assertThat(measured).containsOnlyKeys("a", "b");
    assertThat(measured.get("a").rounds()).hasSize(2);
  }

  @Test
  void everyThreadHasItsOwnOperation() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    Scenario scenario = new Scenario("parallel", 3, thread -> made::incrementAndGet);
    Round round = Round.run(scenario, Duration.ZERO);
    assertThat(made).hasValue(3);
    assertThat(round.latency().getTotalCount()).isEqualTo(3);
  }

  @Test
  void failureNamesTheScenario() {
    Scenario broken =
        Scenario.of(
            "broken",
            () -> {
              throw new IllegalArgumentException("no rows");
            });
    assertThatThrownBy(() -> rounds.run(List.of(broken), line -> {}))
        .hasMessageContaining("broken failed")
        .hasMessageContaining("no rows");
  }
}
