package io.tiangong.gateway.flight;

import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import io.tiangong.gateway.grpc.Errors;
import io.tiangong.gateway.query.Failures;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** A call's listener that hears of everything in order, but not on the transport's thread. */
final class HandedOn<Q> extends ServerCall.Listener<Q> {

  private final ServerCall<Q, ?> call;
  private final ServerCall.Listener<Q> listener;
  private final Executor inOrder;

  HandedOn(ServerCall<Q, ?> call, ServerCall.Listener<Q> listener, Executor inOrder) {
    this.call = call;
    this.listener = listener;
    this.inOrder = inOrder;
  }

  @Override
  public void onMessage(Q message) {
    hand(() -> listener.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    hand(listener::onHalfClose);
  }

  @Override
  public void onCancel() {
    listener.onCancel();
  }

  @Override
  public void onComplete() {
    listener.onComplete();
  }

  @Override
  public void onReady() {
    listener.onReady();
  }

  private void hand(Runnable event) {
    try {
      inOrder.execute(() -> run(event));
    } catch (RejectedExecutionException e) {
      refuse(call, overloaded());
    }
  }

  private void run(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      refuse(call, e);
    }
  }

  static QueryException overloaded() {
    return new QueryException(ErrorCode.OVERLOADED, "too many requests; retry later");
  }

  static void refuse(ServerCall<?, ?> call, RuntimeException why) {
    StatusRuntimeException error = Errors.of(Failures.of(why, ""), "");
    call.close(error.getStatus(), Objects.requireNonNull(error.getTrailers()));
  }
}
