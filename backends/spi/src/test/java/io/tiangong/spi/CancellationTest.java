package io.tiangong.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {

  private final List<String> ran = new ArrayList<>();

  @Test
  void firstReasonStays() {
    Cancellation cancellation = Cancellation.create();
    cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "first"));
    cancellation.cancel(new QueryException(ErrorCode.DEADLINE_EXCEEDED, "second"));
    assertThat(cancellation.isCancelled()).isTrue();
    assertThatThrownBy(cancellation::check).hasMessage("CANCELLED: first");
  }

  @Test
  void deadlineIsOnlyEverBroughtForward() {
    Cancellation cancellation = Cancellation.create();
    assertThat(cancellation.hasDeadline()).isFalse();
    cancellation.shorten(Duration.ofHours(2).toNanos());
    assertThat(cancellation.hasDeadline()).isTrue();
    cancellation.shorten(Duration.ofHours(9).toNanos());
    assertThat(cancellation.remainingNanos()).isLessThanOrEqualTo(Duration.ofHours(2).toNanos());
    cancellation.shorten(-1);
    assertThat(cancellation.remainingNanos()).isNegative();
  }

  @Test
  void hooksRunOnce() {
    Cancellation cancellation = Cancellation.create();
    cancellation.onCancel(() -> ran.add("a"));
    cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "first"));
    cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "second"));
    assertThat(ran).containsExactly("a");
  }

  @Test
  void closedRegistrationDoesNotRun() {
    Cancellation cancellation = Cancellation.create();
    cancellation.onCancel(() -> ran.add("a")).close();
    cancellation.onCancel(() -> ran.add("b"));
    cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "stop"));
    assertThat(ran).containsExactly("b");
  }

  @Test
  void lateHookRunsAtOnce() {
    Cancellation cancellation = Cancellation.create();
    cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "stop"));
    cancellation.onCancel(() -> ran.add("late")).close();
    assertThat(ran).containsExactly("late");
  }

  @Test
  void hookMayRegisterAnother() {
    Cancellation cancellation = Cancellation.create();
    cancellation.onCancel(() -> cancellation.onCancel(() -> ran.add("inner")));
    cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "stop"));
    assertThat(ran).containsExactly("inner");
  }

  @Test
  void tellsTheTimeLeft() {
    assertThat(Cancellation.create().hasDeadline()).isFalse();
    assertThat(Cancellation.create().remainingNanos()).isEqualTo(Long.MAX_VALUE);
    Cancellation past = Cancellation.withDeadline(System.nanoTime() - 1);
    assertThat(past.hasDeadline()).isTrue();
    assertThat(past.remainingNanos()).isNegative();
    assertThat(past.isCancelled()).isFalse();
  }
}
