package io.tiangong.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PermitsTest {

  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Duration THREE_SECONDS = Duration.ofSeconds(3);

  private final AtomicLong clock = new AtomicLong(System.nanoTime());
  private final Permits permits = new Permits("shop", 1, clock::get);
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  private CompletableFuture<Void> acquire(Cancellation cancellation) {
    return CompletableFuture.runAsync(() -> permits.acquire(cancellation), callers);
  }

  @Test
  void whoIsCancelledTakesNoPermitThoughOneIsFree() {
    Cancellation cancelled = Cancellation.create();
    cancelled.cancel(new QueryException(ErrorCode.CANCELLED, "gone"));
    assertThatThrownBy(() -> permits.acquire(cancelled)).hasMessage("CANCELLED: gone");
    permits.acquire(Cancellation.create());
  }

  @Test
  void whoWaitsUntilTheDeadlineFindsTheSourceOverloaded() {
    permits.acquire(Cancellation.create());
    Cancellation soon = Cancellation.withDeadline(System.nanoTime() + 1_000_000);
    assertThatThrownBy(() -> permits.acquire(soon))
        .hasMessageContaining("OVERLOADED: all 1 connections of source shop are in use");
    permits.release();
    permits.acquire(Cancellation.create());
  }

  /** Whichever comes first: the one who stays gets the permit, and nobody else keeps it. */
  @Test
  void permitThatComesWithACancelGoesToTheNext() {
    for (int i = 0; i < 2_000; i++) {
      permits.acquire(Cancellation.create());
      Cancellation leaves = Cancellation.create();
      CompletableFuture<Void> gone = acquire(leaves);
      CompletableFuture<Void> next = acquire(Cancellation.create());
      CompletableFuture<Void> released = CompletableFuture.runAsync(permits::release, callers);
      leaves.cancel(new QueryException(ErrorCode.CANCELLED, "gone"));
      released.join();
      if (gone.handle((got, fault) -> fault == null).join()) {
        permits.release(); // he had it before he was cancelled
      } else {
        assertThatThrownBy(gone::join)
            .isInstanceOf(CompletionException.class)
            .hasMessageContaining("gone");
      }
      next.join();
      permits.release();
    }
  }

  @Test
  void everyoneWhoWaitsIsServedInTheEnd() {
    permits.acquire(Cancellation.create());
    CompletableFuture<?>[] waiting = new CompletableFuture<?>[50];
    for (int i = 0; i < waiting.length; i++) {
      waiting[i] = acquire(Cancellation.create()).thenRunAsync(permits::release, callers);
    }
    permits.release();
    assertThat(CompletableFuture.allOf(waiting)).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void firstComesFirstWhileThereIsTime() throws InterruptedException {
    assertThat(orderOfTwo(TWO_SECONDS)).containsExactly("first", "second");
  }

  @Test
  void lastComesFirstWhenTheFirstHasUsedUpHalfOfHisTime() throws InterruptedException {
    assertThat(orderOfTwo(THREE_SECONDS)).containsExactly("second", "first");
  }

  /** In which order two get the permit, of whom the first has waited so long. */
  private List<String> orderOfTwo(Duration between) throws InterruptedException {
    List<String> order = new CopyOnWriteArrayList<>();
    permits.acquire(Cancellation.create());
    Thread first = standInLine("first", order);
    clock.addAndGet(between.toNanos());
    Thread second = standInLine("second", order);
    permits.release();
    first.join();
    second.join();
    return order;
  }

  private Thread standInLine(String name, List<String> order) {
    Thread caller =
        new Thread(
            () -> {
              permits.acquire(Cancellation.create());
              order.add(name);
              permits.release();
            });
    caller.start();
    while (caller.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return caller;
  }
}
