package io.tiangong.demo.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {

  @Test
  void equalRowsHaveNoDifference() {
    assertThat(difference(Arrays.asList(1L, null, "a"), Arrays.asList(1L, null, "a"))).isEmpty();
  }

  @Test
  void doublesMayDifferInTheLastDigitsOnly() {
    assertThat(difference(List.of(0.1 + 0.2), List.of(0.3))).isEmpty();
    assertThat(difference(List.of(0.3), List.of(0.3001))).isPresent();
  }

  @Test
  void scaleOfDecimalsCounts() {
    assertThat(difference(List.of(new BigDecimal("1.10")), List.of(new BigDecimal("1.1"))))
        .isPresent();
  }

  @Test
  void nullIsNotZero() {
    assertThat(difference(Arrays.asList((Object) null), List.of(0L)))
        .hasValueSatisfying(text -> assertThat(text).contains("expected [null], got [0]"));
  }

  @Test
  void numberOfRowsCounts() {
    assertThat(Answers.difference(List.of(), List.of(List.of(1L))))
        .contains("expected 0 rows, got 1");
  }

  private static java.util.Optional<String> difference(List<Object> expected, List<Object> actual) {
    return Answers.difference(List.of(expected), List.of(actual));
  }
}
