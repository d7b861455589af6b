package io.tiangong.loadtest.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.loadtest.engine.Counts;
import io.tiangong.loadtest.fleet.FaultWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutagesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Ten requests per second; those of some seconds failed. */
  private static List<Counts> slices(int count, int... bad) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              boolean failed = IntStream.of(bad).anyMatch(b -> b == i);
              return new Counts(
                  10,
                  failed ? 0 : 10,
                  0,
                  failed ? Map.of("DOWN", 10L) : Map.of(),
                  0,
                  Counts.none().micros());
            })
        .toList();
  }

  private static Outage outage(List<Counts> slices, double from, double until) {
    return Outages.of(List.of(new FaultWindow("kill db", from, until)), slices, SECOND).get(0);
  }

  @Test
  void outageLastsUntilTheLastFailure() {
    Outage outage = outage(slices(20, 5, 6, 8), 5, 7);
    assertThat(outage.outageMillis()).isEqualTo(4_000);
    assertThat(outage.recoveryMillis()).isEqualTo(2_000);
    assertThat(outage.recovered()).isTrue();
  }

  @Test
  void faultThatNobodyFeltCostsNothing() {
    Outage outage = outage(slices(20), 5, 7);
    assertThat(outage.outageMillis()).isZero();
    assertThat(outage.recoveryMillis()).isZero();
    assertThat(outage.recovered()).isTrue();
  }

  @Test
  void failuresUntilTheEndAreNoRecovery() {
    assertThat(outage(slices(8, 5, 6, 7), 5, 6).recovered()).isFalse();
  }

  @Test
  void faultIsNotBlamedForTheNextOne() {
    List<Outage> outages =
        Outages.of(
            List.of(new FaultWindow("first", 2, 3), new FaultWindow("second", 10, 11)),
            slices(20, 2, 10, 11),
            SECOND);
    assertThat(outages.get(0).outageMillis()).isEqualTo(1_000);
    assertThat(outages.get(1).outageMillis()).isEqualTo(2_000);
  }
}
