package io.tiangong.client;

import io.grpc.Channel;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractBlockingStub;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls that have one answer, tried again like queries. */
record UnaryCalls(GatewayChannel gateway, ClientSettings settings, ErrorDecoder errors) {

  /**
   * @param length for all attempts together; zero: the client's default
   */
  <S extends AbstractBlockingStub<S>, T> T call(
      Function<Channel, S> stubs, Duration length, Function<S, T> method) {
    TimeLimit limit = TimeLimit.of(length.isZero() ? settings.timeout() : length);
    for (int failures = 0; ; ) {
      try {
        return method.apply(stub(stubs, limit.deadline()));
      } catch (StatusRuntimeException e) {
        TiangongException failure = errors.failed(e.getStatus(), e.getTrailers(), "", limit);
        failures++;
        if (!settings.retries().allows(failures, failure)) {
          throw failure;
        }
        pause(settings.retries().pause(failures, failure, settings.random()), limit, failure);
      }
    }
  }

  private <S extends AbstractBlockingStub<S>> S stub(
      Function<Channel, S> stubs, @Nullable Deadline deadline) {
    S stub =
        stubs
            .apply(gateway.channel())
            .withInterceptors(
                MetadataUtils.newAttachHeadersInterceptor(settings.headers().metadata()));
    return deadline == null ? stub : stub.withDeadline(deadline);
  }

  private void pause(Duration wait, TimeLimit limit, TiangongException failure) {
    if (!limit.allows(wait)) {
      throw failure;
    }
    CompletableFuture<Void> over = settings.pauses().apply(wait);
    try {
      over.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw errors.cancelled(Status.CANCELLED.withDescription("interrupted"), "");
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
