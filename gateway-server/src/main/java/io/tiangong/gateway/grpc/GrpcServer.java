package io.tiangong.gateway.grpc;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.tiangong.gateway.config.ListenConfig;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The listening server: our service, standard health and reflection. Calls run on the event loop;
 * services hand work on themselves.
 */
public final class GrpcServer implements AutoCloseable {

  private static final String WHOLE_SERVER = HealthStatusManager.SERVICE_NAME_ALL_SERVICES;

  private static final Duration CLOSE_BOUND = Duration.ofSeconds(2);

  private final ListenConfig listen;
  private final Server server;
  private final HealthStatusManager health;

  private GrpcServer(ListenConfig listen, Server server, HealthStatusManager health) {
    this.listen = listen;
    this.server = server;
    this.health = health;
  }

  /**
   * A server that nobody can reach until {@link #start}.
   *
   * @param tls what the server proves itself with
   * @param loops closed by the caller, after the server
   * @param auth finds out who calls
   */
  public static GrpcServer of(
      ListenConfig listen,
      ServerTls tls,
      EventLoops loops,
      AuthInterceptor auth,
      List<Door> doors) {
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus(WHOLE_SERVER, ServingStatus.NOT_SERVING);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(listen.address(), tls.credentials())
            .bossEventLoopGroup(loops.group())
            .workerEventLoopGroup(loops.group())
            .channelType(NioServerSocketChannel.class)
            .directExecutor()
            .maxInboundMessageSize(Math.toIntExact(listen.maxRequestSize().bytes()))
            .withChildOption(ChannelOption.TCP_NODELAY, true)
            .permitKeepAliveTime(10, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .keepAliveTime(60, TimeUnit.SECONDS)
            .intercept(auth)
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance());
    doors.forEach(door -> builder.addService(door.service()));
    return new GrpcServer(listen, builder.build(), health);
  }

  /**
   * Finds out early whether {@link #start} will get its address.
   *
   * @throws QueryException naming host and port when they can't be had
   */
  public static void requireFree(ListenConfig listen) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(listen.address());
    } catch (IOException e) {
      throw cantListen(listen, e);
    }
  }

  /**
   * Binds and serves, in good health.
   *
   * @throws QueryException naming host and port when they can't be had
   */
  public void start() {
    try {
      server.start();
    } catch (IOException e) {
      throw cantListen(listen, e);
    }
    health.setStatus(WHOLE_SERVER, ServingStatus.SERVING);
    server.getServices().stream()
        .map(service -> service.getServiceDescriptor().getName())
        .forEach(name -> setHealthy(name, true));
  }

  public int port() {
    return server.getPort();
  }

  /** Health under a name, such as a source's. */
  public void setHealthy(String name, boolean healthy) {
    health.setStatus(name, healthy ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  /** Takes no more calls; those that run go on. */
  public void drain() {
    health.enterTerminalState();
    server.shutdown();
  }

  /** After {@link #drain}: waits until all calls have ended; false when they did not in time. */
  public boolean awaitEnd(Duration bound) {
    try {
      return server.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends whatever still runs. */
  @Override
  public void close() {
    server.shutdownNow();
    awaitEnd(CLOSE_BOUND);
  }

  private static QueryException cantListen(ListenConfig listen, IOException cause) {
    return new QueryException(
        ErrorCode.CONFIG_INVALID,
        "can't listen on "
            + listen.host()
            + ":"
            + listen.port()
            + " ("
            + (listen.address().isUnresolved() ? "unknown host" : rootCause(cause))
            + "); choose another listen.host or listen.port",
        cause);
  }

  private static String rootCause(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
