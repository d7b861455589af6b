package io.tiangong.loadtest.door;

import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.scenario.TargetSpec;
import io.tiangong.loadtest.selftest.NoOpProcess;
import io.tiangong.loadtest.selftest.NoOpWorkload;
import io.tiangong.loadtest.wire.Connections;
import java.io.IOException;
import java.util.List;

/** A gRPC service that does nothing, in a JVM of its own. */
final class NoOpTarget implements Target {

  private final NoOpProcess server;
  private final Connections connections;
  private final NoOpWorkload calls;

  NoOpTarget(TargetSpec spec) throws IOException {
    server = NoOpProcess.start();
    connections = Connections.open(List.of(server.target()), spec.connections());
    calls = new NoOpWorkload(connections);
  }

  @Override
  public void send(Request request, Attempt attempt) {
    calls.send(attempt);
  }

  @Override
  public void close() {
    connections.close();
    server.close();
  }
}
