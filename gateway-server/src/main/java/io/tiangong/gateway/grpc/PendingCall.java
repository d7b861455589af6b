package io.tiangong.gateway.grpc;

import io.grpc.ServerCall;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The listener of a call whose caller is still being looked at: keeps what happens until it is
 * known who listens. Little can happen, because no message is asked for meanwhile. Thread-safe.
 */
final class PendingCall<Q> extends ServerCall.Listener<Q> {

  private final Queue<Consumer<ServerCall.Listener<Q>>> kept = new ArrayDeque<>();
  private ServerCall.@Nullable Listener<Q> listener;

  /** Tells the listener what has happened, and from now on everything at once. */
  synchronized void resume(ServerCall.Listener<Q> known) {
    kept.forEach(event -> event.accept(known));
    kept.clear();
    listener = known;
  }

  private synchronized void happen(Consumer<ServerCall.Listener<Q>> event) {
    if (listener == null) {
      kept.add(event);
    } else {
      event.accept(listener);
    }
  }

  @Override
  public void onMessage(Q message) {
    happen(known -> known.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    happen(ServerCall.Listener::onHalfClose);
  }

  @Override
  public void onCancel() {
    happen(ServerCall.Listener::onCancel);
  }

  @Override
  public void onComplete() {
    happen(ServerCall.Listener::onComplete);
  }

  @Override
  public void onReady() {
    happen(ServerCall.Listener::onReady);
  }
}
