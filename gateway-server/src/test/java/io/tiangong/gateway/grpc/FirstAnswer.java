package io.tiangong.gateway.grpc;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** Completes a future with the first message, or with the failure. */
record FirstAnswer<T>(CompletableFuture<T> future) implements StreamObserver<T> {

  @Override
  public void onNext(T message) {
    future.complete(message);
  }

  @Override
  public void onError(Throwable fault) {
    future.completeExceptionally(fault);
  }

  @Override
  public void onCompleted() {}
}
