package io.tiangong.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarTest {

  @Test
  void boundItselfPasses() {
    assertThat(Bar.atMost("latency", 10, "ms", 10).passes()).isTrue();
    assertThat(Bar.atLeast("rate", 8_000, "/s", 8_000).passes()).isTrue();
  }

  @Test
  void missIsSaidWithBothNumbers() {
    assertThat(Bar.atMost("latency", 12.5, "ms", 10))
        .hasToString(
            "MISS  latency                                                   12.50 ms     (bar: ≤ 10.00)");
    assertThat(Bar.atLeast("rate", 7_000, "/s", 8_000).passes()).isFalse();
  }

  @Test
  void nothingMeasuredNeverPasses() {
    assertThat(Bar.atMost("latency", Double.NaN, "ms", 10).passes()).isFalse();
  }
}
