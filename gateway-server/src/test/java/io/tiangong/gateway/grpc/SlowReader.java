package io.tiangong.gateway.grpc;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A client that takes a message only when it is told to. */
final class SlowReader implements ClientResponseObserver<ExecuteRequest, ExecuteResponse> {

  private final Semaphore taken = new Semaphore(0);
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile @Nullable ClientCallStreamObserver<ExecuteRequest> call;

  @Override
  public void beforeStart(ClientCallStreamObserver<ExecuteRequest> requests) {
    requests.disableAutoRequestWithInitial(0);
    call = requests;
    started.countDown();
  }

  @Override
  public void onNext(ExecuteResponse message) {
    taken.release();
  }

  @Override
  public void onError(Throwable fault) {
    taken.release();
  }

  @Override
  public void onCompleted() {
    taken.release();
  }

  /** Takes one message. */
  void take() throws InterruptedException {
    started.await();
    Objects.requireNonNull(call).request(1);
    taken.acquire();
  }

  /** Takes whatever comes from now on. */
  void takeAll() {
    Objects.requireNonNull(call).request(Integer.MAX_VALUE);
  }
}
