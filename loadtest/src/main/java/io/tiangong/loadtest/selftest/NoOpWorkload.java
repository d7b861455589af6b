package io.tiangong.loadtest.selftest;

import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.engine.Workload;
import io.tiangong.loadtest.wire.Connections;

/** Calls that do nothing, spread over connections. */
public final class NoOpWorkload implements Workload {

  private static final HealthCheckRequest REQUEST = HealthCheckRequest.getDefaultInstance();

  private final Connections connections;

  public NoOpWorkload(Connections connections) {
    this.connections = connections;
  }

  @Override
  public Runnable next(Attempt attempt) {
    return () -> send(attempt);
  }

  /** Sends one call. */
  public void send(Attempt attempt) {
    HealthGrpc.newStub(connections.next()).check(REQUEST, new Reply(attempt));
  }

  /** What is made of the answer. */
  private record Reply(Attempt attempt) implements StreamObserver<HealthCheckResponse> {

    @Override
    public void onNext(HealthCheckResponse answer) {
      attempt.arrived();
      if (answer.getStatus() == HealthCheckResponse.ServingStatus.SERVING) {
        attempt.right();
      } else {
        attempt.wrong("it says " + answer.getStatus());
      }
    }

    @Override
    public void onError(Throwable error) {
      Status status = Status.fromThrowable(error);
      attempt.failed(status.getCode().name(), status.toString());
    }

    @Override
    public void onCompleted() {}
  }
}
