package io.tiangong.spi.testing;

import io.tiangong.spi.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds queries back until it is released; a cancelled query passes at once. */
public final class Gate {

  private static final long ARRIVAL_SECONDS = 20;

  private final CompletableFuture<Void> released = new CompletableFuture<>();
  private final Semaphore arrivals = new Semaphore(0);

  /** Lets everybody pass from now on. */
  public void release() {
    released.complete(null);
  }

  /** Returns once one more query has arrived; fails the test when none does. */
  public void awaitArrival() throws InterruptedException {
    if (!arrivals.tryAcquire(ARRIVAL_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody arrived within " + ARRIVAL_SECONDS + " s");
    }
  }

  /** Completes at release or cancel, on the thread that does it. */
  CompletableFuture<Void> pass(Cancellation cancellation) {
    CompletableFuture<Void> passage = released.copy();
    Cancellation.Registration registration = cancellation.onCancel(() -> passage.complete(null));
    passage.whenComplete((nothing, fault) -> registration.close());
    arrivals.release();
    return passage;
  }
}
