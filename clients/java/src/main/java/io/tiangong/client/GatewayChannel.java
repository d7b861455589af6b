package io.tiangong.client;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC channel to one or several gateways.
 *
 * @param connection the thread that reads from its connections; null when the channel is the
 *     caller's
 */
record GatewayChannel(ManagedChannel channel, @Nullable EventLoop connection)
    implements AutoCloseable {

  private static final Pattern GRPC_TARGET = Pattern.compile("[a-z][a-z0-9+.-]*:/.*|unix:.*");
  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  /**
   * How to connect.
   *
   * @param target a gRPC target, or a list of {@code host[:port]}
   * @param maxMessageBytes of an answer's messages
   */
  record Endpoint(
      String target,
      @Nullable Tls tls,
      int maxMessageBytes,
      String userAgent,
      List<ClientInterceptor> interceptors) {}

  /** Does not connect yet: the first call does. */
  static GatewayChannel open(Endpoint endpoint) {
    DefaultThreadFactory threads = new DefaultThreadFactory(endpoint.userAgent(), true);
    EventLoop loop = new NioEventLoopGroup(1, threads).next();
    boolean opened = false;
    try {
      GatewayChannel channel = new GatewayChannel(channel(endpoint, loop), loop);
      opened = true;
      return channel;
    } finally {
      if (!opened) {
        stop(loop);
      }
    }
  }

  private static ManagedChannel channel(Endpoint endpoint, EventLoop loop) {
    Tls tls = endpoint.tls();
    NettyChannelBuilder builder =
        builder(
            endpoint.target(),
            tls == null ? InsecureChannelCredentials.create() : tls.credentials());
    if (tls != null && tls.hostName() != null) {
      builder.overrideAuthority(tls.hostName());
    }
    try {
      return builder
          .eventLoopGroup(loop)
          .channelType(NioSocketChannel.class)
          .maxInboundMessageSize(endpoint.maxMessageBytes())
          .userAgent(endpoint.userAgent())
          .intercept(endpoint.interceptors())
          .build();
    } catch (IllegalArgumentException e) {
      throw ErrorCode.INVALID_PARAMETER.error(
          "'" + endpoint.target() + "' is not an address; give host:port");
    }
  }

  private static NettyChannelBuilder builder(String target, ChannelCredentials credentials) {
    if (GRPC_TARGET.matcher(target).matches()) {
      return NettyChannelBuilder.forTarget(target, credentials);
    }
    List<GatewayAddress> gateways = GatewayAddress.list(target);
    return gateways.size() == 1
        ? NettyChannelBuilder.forTarget(gateways.get(0).authority(), credentials)
        : balanced(NettyChannelBuilder.forTarget("tiangong:///gateways", credentials), gateways);
  }

  /** A list of its own: the registry that replaces this method is for the whole JVM. */
  @SuppressWarnings("deprecation")
  private static NettyChannelBuilder balanced(
      NettyChannelBuilder builder, List<GatewayAddress> gateways) {
    return builder
        .nameResolverFactory(ListedGateways.factory(gateways))
        .defaultLoadBalancingPolicy("round_robin");
  }

  /** Ends running calls and the connections. */
  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stop(connection);
    }
  }

  /** Returns when the thread has ended, so that the class loader may be closed, too. */
  private static void stop(@Nullable EventLoop connection) {
    if (connection != null) {
      Future<?> ended =
          connection.parent().shutdownGracefully(0, SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
      if (!connection.inEventLoop()) {
        ended.awaitUninterruptibly(SHUTDOWN.toMillis());
      }
    }
  }
}
