package io.tiangong.loadtest.selftest;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A gRPC server on loopback whose only call does nothing: the floor under every gateway. */
public final class NoOpServer {

  private NoOpServer() {}

  /** Serves on a free port, which is printed, until standard input ends. */
  public static void main(String[] args) throws IOException {
    Server server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .directExecutor()
            .addService(new HealthStatusManager().getHealthService())
            .build()
            .start();
    System.out.println(server.getPort());
    while (System.in.read() >= 0) {}
    server.shutdownNow();
  }
}
