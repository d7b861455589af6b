package io.tiangong.dialect.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TypeKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PlanCacheTest {

  private final PlanCache<String> cache = new PlanCache<>(1_000, String::length);

  @Test
  void aPlanIsMadeOnce() {
    assertThat(cache.get(key("q"), () -> "plan")).isEqualTo(new PlanCache.Found<>("plan", false));
    assertThat(cache.get(key("q"), () -> "again")).isEqualTo(new PlanCache.Found<>("plan", true));
    assertThat(cache.stats()).isEqualTo(new PlanCache.Stats(1, 1, 1));
  }

  @Test
  void everythingThatAPlanDependsOnIsInTheKey() {
    List<ColumnType> types = List.of(ColumnType.of(TypeKind.BIGINT));
    cache.get(key("q"), () -> "plan");
    assertThat(cache.get(new PlanCache.Key("q", 2, List.of(), "", ""), () -> "").cached())
        .isFalse();
    assertThat(cache.get(new PlanCache.Key("q", 1, types, "", ""), () -> "").cached()).isFalse();
    assertThat(cache.get(new PlanCache.Key("q", 1, List.of(), "p", ""), () -> "").cached())
        .isFalse();
    assertThat(cache.get(new PlanCache.Key("q", 1, List.of(), "", "s"), () -> "").cached())
        .isFalse();
  }

  @Test
  void errorsAreNotKept() {
    QueryException error = new QueryException(ErrorCode.SYNTAX_ERROR, "no");
    assertThatThrownBy(() -> cache.get(key("q"), () -> fail(error))).isSameAs(error);
    assertThat(cache.get(key("q"), () -> "plan").plan()).isEqualTo("plan");
  }

  @Test
  void callersOfTheSameMissingPlanWaitForOne() throws Exception {
    CountDownLatch planning = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(
            () ->
                cache
                    .get(
                        key("q"),
                        () -> {
                          made.incrementAndGet();
                          planning.countDown();
                          return awaited(go);
                        })
                    .plan());
    planning.await();
    Thread second = new Thread(() -> cache.get(key("q"), () -> "" + made.incrementAndGet()));
    second.start();
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    go.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("plan");
    second.join();
    assertThat(made).hasValue(1);
    assertThat(cache.stats().hits()).isEqualTo(1);
  }

  @Test
  void whoWaitedForAFailureTriesAgain() throws Exception {
    CountDownLatch planning = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Thread first =
        new Thread(
            () ->
                assertThatThrownBy(
                    () ->
                        cache.get(
                            key("q"),
                            () -> {
                              planning.countDown();
                              awaited(go);
                              return fail(new QueryException(ErrorCode.SYNTAX_ERROR, "first"));
                            })));
    first.start();
    planning.await();
    CompletableFuture<String> second = new CompletableFuture<>();
    Thread waiting = new Thread(() -> second.complete(cache.get(key("q"), () -> "mine").plan()));
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    go.countDown();
    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("mine");
    first.join();
  }

  @Test
  void theWeightIsBounded() {
    for (int i = 0; i < 100; i++) {
      cache.get(key("q" + i), () -> "x".repeat(100));
    }
    assertThat(cache.stats().entries()).isLessThanOrEqualTo(10);
  }

  @Test
  void plansOfOtherVersionsAreDropped() {
    cache.get(key("q"), () -> "plan");
    cache.retain(2);
    assertThat(cache.stats().entries()).isZero();
  }

  private static PlanCache.Key key(String fingerprint) {
    return new PlanCache.Key(fingerprint, 1, List.of(), "", "");
  }

  private static String fail(QueryException error) {
    throw error;
  }

  private static String awaited(CountDownLatch go) {
    try {
      go.await();
      return "plan";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
