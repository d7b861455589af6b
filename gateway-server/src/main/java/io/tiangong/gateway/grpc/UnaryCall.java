package io.tiangong.gateway.grpc;

import io.grpc.stub.StreamObserver;
import io.tiangong.gateway.query.Failures;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Answers calls of one message with one message, away from the transport's thread. */
final class UnaryCall {

  private UnaryCall() {}

  /** Does the work on the executor and sends what it gives, or why it failed. */
  static <R> void answer(Executor executor, StreamObserver<R> client, Supplier<R> work) {
    try {
      executor.execute(() -> answer(client, work));
    } catch (RejectedExecutionException e) {
      client.onError(
          Errors.of(
              new QueryException(ErrorCode.OVERLOADED, "too many requests; retry later"), ""));
    }
  }

  private static <R> void answer(StreamObserver<R> client, Supplier<R> work) {
    R response;
    try {
      response = work.get();
    } catch (RuntimeException | StackOverflowError e) {
      client.onError(Errors.of(Failures.of(e, ""), ""));
      return;
    }
    client.onNext(response);
    client.onCompleted();
  }
}
