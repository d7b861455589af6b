package io.tiangong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private final TiangongException busy = ErrorCode.GATEWAY_UNAVAILABLE.error("gone");

  @Test
  void pausesAreDrawnUnderABoundThatDoublesUpToTheLongest() {
    RetryPolicy policy = new RetryPolicy(99, Duration.ofMillis(50), Duration.ofMillis(150));
    Random random = new Random(1);
    long[] bounds = {50, 100, 150, 150};
    for (int failures = 1; failures <= bounds.length; failures++) {
      long longest = 0;
      for (int i = 0; i < 1000; i++) {
        long nanos = policy.pause(failures, busy, random).toNanos();
        assertThat(nanos).isBetween(0L, bounds[failures - 1] * 1_000_000);
        longest = Math.max(longest, nanos);
      }
      assertThat(longest).isGreaterThan(bounds[failures - 1] * 900_000);
    }
    assertThat(policy.pause(99, busy, random)).isLessThanOrEqualTo(Duration.ofMillis(150));
  }

  @Test
  void policiesThatCantBeAreRefused() {
    assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
        .hasMessageStartingWith("INVALID_PARAMETER: a retry policy needs at least 1 attempt");
    assertThatThrownBy(() -> new RetryPolicy(2, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(TiangongException.class);
  }
}
