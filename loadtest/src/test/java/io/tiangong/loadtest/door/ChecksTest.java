package io.tiangong.loadtest.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.loadtest.engine.Arrivals;
import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.engine.OpenLoop;
import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.engine.Recording;
import io.tiangong.loadtest.engine.Spacing;
import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.truth.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of an answer, in every way that it can be checked. */
class ChecksTest {

  private static final List<Phase> PHASES =
      List.of(Phase.constant("only", Duration.ofMillis(100), 10));
  private static final List<List<@Nullable Object>> ROWS = List.of(List.of(1L));

  private final Recording recording = new Recording(PHASES, 1);

  private static Request request(Supplier<Answer> answer) {
    return new Request("q", "SELECT ?", List.of(7L), Account.NONE, Duration.ofSeconds(1), answer);
  }

  /** One request, which ends as the door says. */
  private void run(BiConsumer<Checks, Attempt> door) {
    try (Checks checks = new Checks()) {
      new OpenLoop(
              new Arrivals(PHASES, Spacing.CONSTANT, 1),
              attempt -> () -> door.accept(checks, attempt),
              recording,
              10,
              Duration.ofSeconds(10))
          .run(System.nanoTime());
    }
    assertThat(recording.all().offered()).isEqualTo(1);
  }

  private void check(Supplier<Answer> answer, Supplier<List<List<@Nullable Object>>> rows) {
    run(
        (checks, attempt) -> {
          attempt.arrived();
          checks.check(attempt, request(answer), rows);
        });
  }

  @Test
  void rightAnswerIsRight() {
    check(() -> new Answer.Rows(ROWS), () -> ROWS);
    assertThat(recording.all().right()).isEqualTo(1);
  }

  @Test
  void otherAnswerIsWrongAndSaysWhere() {
    check(() -> new Answer.Count(2), () -> ROWS);
    assertThat(recording.examples())
        .containsEntry("WRONG", List.of("q[7]: expected 2 rows, got 1"));
  }

  @Test
  void answerThatCanNotBeDecodedIsWrong() {
    check(
        () -> new Answer.Any(),
        () -> {
          throw new IllegalStateException("a column of unknown type");
        });
    assertThat(recording.all().wrong()).isEqualTo(1);
    assertThat(recording.examples().get("WRONG").get(0))
        .contains("q[7] can't be read", "a column of unknown type");
  }

  @Test
  void answerThatNobodyKnowsIsNoWrongOne() {
    check(
        () -> {
          throw new ArithmeticException("of the generator");
        },
        () -> ROWS);
    assertThat(recording.all().wrong()).isZero();
    assertThat(recording.all().failed()).containsOnlyKeys("NOT_CHECKED");
  }

  @Test
  void answerAfterTheEndIsNotChecked() {
    run(
        (checks, attempt) -> {
          checks.close();
          attempt.arrived();
          checks.check(attempt, request(() -> new Answer.Any()), () -> ROWS);
        });
    assertThat(recording.all().failed()).containsOnlyKeys("NOT_CHECKED");
  }
}
