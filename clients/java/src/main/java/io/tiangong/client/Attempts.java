package io.tiangong.client;

import io.tiangong.v1.ExecuteResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one query: the first, and those that follow failures while nothing was read.
 *
 * <p>One thread reads; {@link #cancel} may come from any.
 */
final class Attempts {

  private final Supplier<ResponseStream> calls;
  private final TimeLimit limit;
  private final ClientSettings settings;
  private int failures;

  private final Object lock = new Object();
  private ResponseStream stream;
  private @Nullable CompletableFuture<Void> pause;
  private boolean cancelled;

  /**
   * @param calls starts a call
   */
  Attempts(Supplier<ResponseStream> calls, TimeLimit limit, ClientSettings settings) {
    this.calls = calls;
    this.limit = limit;
    this.settings = settings;
    this.stream = calls.get();
  }

  /** Waits for the next message of the current call; null when it ended well. */
  @Nullable ExecuteResponse next(String queryId) {
    return stream.next(queryId);
  }

  /** Starts another call, after a pause, if this failure allows it; false if not. */
  boolean again(TiangongException failure) {
    failures++;
    if (!settings.retries().allows(failures, failure)) {
      return false;
    }
    Duration wait = settings.retries().pause(failures, failure, settings.random());
    if (!limit.allows(wait)) {
      return false;
    }
    stream.release();
    return pause(wait) && restart();
  }

  private boolean pause(Duration wait) {
    CompletableFuture<Void> over = settings.pauses().apply(wait);
    synchronized (lock) {
      pause = over;
      if (cancelled) {
        over.complete(null);
      }
    }
    try {
      over.get();
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ErrorCode.CANCELLED.error("interrupted while waiting to try again");
    }
  }

  private boolean restart() {
    synchronized (lock) {
      pause = null;
      if (cancelled) {
        throw ErrorCode.CANCELLED.error("the query was cancelled");
      }
      stream = calls.get();
      return true;
    }
  }

  /** Ends the query, at the gateway too; nothing happens when it has ended. */
  void cancel(String reason) {
    synchronized (lock) {
      cancelled = true;
      if (pause != null) {
        pause.complete(null);
      }
      stream.cancel(reason);
    }
  }

  /** Nothing more will be read. */
  void release() {
    stream.release();
  }
}
