package io.tiangong.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

  @Test
  void lengthIsWrittenAsPeopleDo() {
    assertThat(TimeLimit.of(Duration.ofMillis(1))).hasToString("1ms");
    assertThat(TimeLimit.of(Duration.ofMillis(2_500))).hasToString("2.5s");
    assertThat(TimeLimit.of(Duration.ofSeconds(30))).hasToString("30s");
    assertThat(TimeLimit.of(Duration.ofMinutes(5))).hasToString("5m");
    assertThat(TimeLimit.of(Duration.ofSeconds(90))).hasToString("90s");
  }

  @Test
  void withoutLengthThereIsAllTheTime() {
    TimeLimit none = TimeLimit.of(Duration.ZERO);
    assertThat(none.isOver()).isFalse();
    assertThat(none.allows(Duration.ofDays(1_000))).isTrue();
  }

  @Test
  void pausesMustEndBeforeIt() {
    TimeLimit limit = TimeLimit.of(Duration.ofHours(1));
    assertThat(limit.allows(Duration.ofMinutes(50))).isTrue();
    assertThat(limit.allows(Duration.ofMinutes(70))).isFalse();
    assertThat(TimeLimit.of(Duration.ofNanos(-1)).isOver()).isTrue();
  }
}
