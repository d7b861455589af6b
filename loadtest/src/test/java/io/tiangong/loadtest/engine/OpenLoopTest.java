package io.tiangong.loadtest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private static final List<Phase> PHASES =
      List.of(Phase.constant("only", Duration.ofMillis(100), 1_000));

  private final Recording recording = new Recording(PHASES, 1);

  private Generator run(Workload workload, int mostUnderWay) {
    Arrivals arrivals = new Arrivals(PHASES, Spacing.CONSTANT, 1);
    return new OpenLoop(arrivals, workload, recording, mostUnderWay, Duration.ZERO)
        .run(System.nanoTime());
  }

  @Test
  void silentServerDelaysNoSend() {
    List<Attempt> sent = new ArrayList<>();
    Generator generator = run(attempt -> () -> sent.add(attempt), 1_000);
    assertThat(sent).hasSize(100);
    assertThat(generator.sends()).isEqualTo(100);
    assertThat(recording.all().failed()).containsExactly(Map.entry("NO_ANSWER", 100L));
  }

  @Test
  void requestsBeyondTheBoundAreFailuresNotSilence() {
    Generator generator = run(attempt -> () -> {}, 30);
    assertThat(generator.notSent()).isEqualTo(70);
    assertThat(recording.all().offered()).isEqualTo(100);
    assertThat(recording.all().failed())
        .containsEntry("NOT_SENT", 70L)
        .containsEntry("NO_ANSWER", 30L);
  }

  @Test
  void requestsThatAreNotSentKeepTheirKind() {
    Recording two = new Recording(PHASES, 2);
    Arrivals arrivals = new Arrivals(PHASES, Spacing.CONSTANT, 1);
    Workload second =
        attempt -> {
          attempt.is(1);
          return () -> {};
        };
    new OpenLoop(arrivals, second, two, 0, Duration.ZERO).run(System.nanoTime());
    assertThat(two.of(0, 1).failed()).containsExactly(Map.entry("NOT_SENT", 100L));
    assertThat(two.of(0, 0).offered()).isZero();
  }

  @Test
  void everyRequestEndsOnce() {
    run(
        attempt ->
            () -> {
              attempt.arrived();
              attempt.right();
              attempt.wrong("too late to matter");
              attempt.failed("TOO", "late");
            },
        10);
    Counts all = recording.all();
    assertThat(all.right()).isEqualTo(100);
    assertThat(all.wrong()).isZero();
    assertThat(all.failed()).isEmpty();
    assertThat(all.micros().getTotalCount()).isEqualTo(100);
  }

  @Test
  void wrongAnswersAreErrorsAndAreRemembered() {
    run(
        attempt ->
            () -> {
              attempt.arrived();
              attempt.wrong("expected 1, got 2");
            },
        10);
    assertThat(recording.all().errorRate()).isEqualTo(1);
    assertThat(recording.all().achieved()).isZero();
    assertThat(recording.examples().get("WRONG")).contains("expected 1, got 2").hasSize(5);
  }

  @Test
  void latencyCountsFromTheMomentARequestWasDue() {
    Attempt due = new Attempt(recording, a -> {}, 0, System.nanoTime() - 3_000_000_000L, 0);
    due.arrived();
    assertThat(due.latencyMicros()).isGreaterThanOrEqualTo(3_000_000);
  }

  @Test
  void lateSendsMakeAReportInvalid() {
    assertThat(new Generator(100, 3, 0, 9, 0.1, 0.5, 2).problems())
        .containsExactly("3.0 % of the sends were late by more than 5 ms");
    assertThat(new Generator(100, 2, 0, 9, 0.1, 0.5, 2).problems()).isEmpty();
    assertThat(new Generator(100, 0, 0, 9, 0.95, 1.9, 2).problems()).hasSize(2);
  }
}
