package io.tiangong.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one call, pulled: the gateway may send only as many messages ahead of the reader
 * as were asked for.
 *
 * <p>One thread reads; {@link #cancel} may come from any.
 */
final class ResponseStream extends ClientCall.Listener<ExecuteResponse> {

  private final ClientCall<ExecuteRequest, ExecuteResponse> call;
  private final WaitingThread waiting;
  private final ErrorDecoder errors;
  private final TimeLimit limit;
  private final Demand demand;
  private final ArrayDeque<ExecuteResponse> arrived = new ArrayDeque<>(2);
  private volatile boolean cancelled;
  private @Nullable Status status;
  private @Nullable Metadata trailers;

  ResponseStream(
      ClientCall<ExecuteRequest, ExecuteResponse> call,
      WaitingThread waiting,
      ErrorDecoder errors,
      TimeLimit limit,
      Demand demand) {
    this.call = call;
    this.waiting = waiting;
    this.errors = errors;
    this.limit = limit;
    this.demand = demand;
  }

  /** Sends the request and allows the first messages to come. */
  void start(ExecuteRequest request, Metadata headers) {
    call.start(this, headers);
    call.request(demand.atStart());
    call.sendMessage(request);
    call.halfClose();
  }

  /**
   * Waits for the next message; null when the call ended well. The message taken before must be
   * dropped by now.
   */
  @Nullable ExecuteResponse next(String queryId) {
    while (arrived.isEmpty() && status == null) {
      request(demand.beforeWaiting());
      await();
    }
    ExecuteResponse message = arrived.poll();
    if (message == null && status != null && !status.isOk()) {
      throw cancelled && status.getCode() == Status.Code.CANCELLED
          ? errors.cancelled(status, queryId)
          : errors.failed(status, trailers, queryId, limit);
    }
    if (message != null && !message.hasTrailer()) {
      request(demand.afterTaking(message.getBatch().getRows()));
    }
    return message;
  }

  private void request(int messages) {
    if (messages > 0) {
      call.request(messages);
    }
  }

  /** Ends the call, at the gateway too; nothing happens when it has ended. */
  void cancel(String reason) {
    cancelled = true;
    call.cancel(reason, null);
  }

  /** Nothing more will be read. */
  void release() {
    waiting.release();
    arrived.clear();
  }

  private void await() {
    try {
      waiting.await();
    } catch (InterruptedException e) {
      cancel("the waiting thread was interrupted");
      Thread.currentThread().interrupt();
      throw ErrorCode.CANCELLED.error("interrupted while waiting for the answer");
    }
  }

  @Override
  public void onMessage(ExecuteResponse message) {
    arrived.add(message);
  }

  @Override
  public void onClose(Status endStatus, Metadata endTrailers) {
    status = endStatus;
    trailers = endTrailers;
  }
}
