package io.tiangong.gateway.grpc;

import io.tiangong.gateway.query.RunningQueries;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.QueryException;
import java.util.function.BooleanSupplier;

/** Holds back the thread that produces an answer while its reader is slow. */
public final class Readiness {

  private final BooleanSupplier ready;
  private final Cancellation cancellation;
  private final Object lock = new Object();

  /**
   * @param ready whether the transport takes more; whenever that becomes true, somebody has to call
   *     {@link #wake}
   */
  public Readiness(BooleanSupplier ready, Cancellation cancellation) {
    this.ready = ready;
    this.cancellation = cancellation;
  }

  /**
   * Waits until the transport takes more.
   *
   * @throws QueryException the query's reason, when it is cancelled meanwhile
   */
  public void await() {
    if (ready.getAsBoolean()) {
      return;
    }
    try (Cancellation.Registration registration = cancellation.onCancel(this::wake)) {
      synchronized (lock) {
        while (!ready.getAsBoolean()) {
          cancellation.check();
          lock.wait();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancellation.cancel(RunningQueries.shuttingDown());
      cancellation.check();
    }
  }

  public void wake() {
    synchronized (lock) {
      lock.notifyAll();
    }
  }
}
