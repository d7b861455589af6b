package io.tiangong.loadtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static List<Long> all(List<Phase> phases, Spacing spacing, long seed) {
    Arrivals arrivals = new Arrivals(phases, spacing, seed);
    List<Long> all = new ArrayList<>();
    for (long next = arrivals.next(); next >= 0; next = arrivals.next()) {
      all.add(next);
    }
    return all;
  }

  @Test
  void equalSeedsGiveEqualSchedules() {
    List<Phase> phases = List.of(Phase.constant("a", SECOND, 500));
    assertThat(all(phases, Spacing.POISSON, 3)).isEqualTo(all(phases, Spacing.POISSON, 3));
    assertThat(all(phases, Spacing.POISSON, 3)).isNotEqualTo(all(phases, Spacing.POISSON, 4));
  }

  @Test
  void constantArrivalsLieAtEqualDistances() {
    List<Long> all = all(List.of(Phase.constant("a", SECOND, 4)), Spacing.CONSTANT, 1);
    assertThat(all).containsExactly(250_000_000L, 500_000_000L, 750_000_000L, 1_000_000_000L);
  }

  @Test
  void poissonArrivalsHaveTheRateAndVary() {
    List<Long> all =
        all(List.of(Phase.constant("a", Duration.ofSeconds(100), 100)), Spacing.POISSON, 1);
    assertThat(all).isSorted();
    assertThat((double) all.size()).isCloseTo(10_000, within(400.0));
    long short1 = 0;
    for (int i = 1; i < all.size(); i++) {
      short1 += all.get(i) - all.get(i - 1) < 10_000_000 ? 1 : 0;
    }
    // 1 - 1/e of exponential distances are shorter than their mean
    assertThat(short1 / (double) all.size()).isCloseTo(0.632, within(0.03));
  }

  @Test
  void rampHasMostArrivalsWhereTheRateIsHighest() {
    Phase ramp = new Phase("ramp", Duration.ofSeconds(10), 0, 100, true);
    List<Long> all = all(List.of(ramp), Spacing.CONSTANT, 1);
    assertThat(all).hasSize(500);
    assertThat(all.stream().filter(at -> at <= 5_000_000_000L)).hasSize(125);
  }

  @Test
  void pauseHasNoArrivals() {
    List<Phase> phases =
        List.of(
            Phase.constant("a", SECOND, 10),
            Phase.constant("pause", SECOND, 0),
            Phase.constant("b", SECOND, 10));
    List<Long> all = all(phases, Spacing.CONSTANT, 1);
    assertThat(all.stream().filter(at -> at > 1_000_000_000L && at < 2_000_000_000L)).isEmpty();
    assertThat(all).hasSize(20);
  }

  @Test
  void arrivalsKnowTheirPhase() {
    List<Phase> phases = List.of(Phase.constant("a", SECOND, 2), Phase.constant("b", SECOND, 1));
    Arrivals arrivals = new Arrivals(phases, Spacing.CONSTANT, 1);
    List<Integer> seen = new ArrayList<>();
    while (arrivals.next() >= 0) {
      seen.add(arrivals.phase());
    }
    assertThat(seen).containsExactly(0, 0, 1);
  }
}
