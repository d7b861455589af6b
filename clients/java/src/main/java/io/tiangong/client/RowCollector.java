package io.tiangong.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Collects all rows into a future; cancelling the future ends the query. */
final class RowCollector<T> implements Flow.Subscriber<T> {

  private final List<T> rows = new ArrayList<>();
  private final CompletableFuture<List<T>> future = new CompletableFuture<>();

  CompletableFuture<List<T>> future() {
    return future;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    future.whenComplete(
        (all, failure) -> {
          if (future.isCancelled()) {
            subscription.cancel();
          }
        });
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(T row) {
    rows.add(row);
  }

  @Override
  public void onError(Throwable failure) {
    future.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    future.complete(rows);
  }
}
