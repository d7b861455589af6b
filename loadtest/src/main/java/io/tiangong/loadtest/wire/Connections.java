package io.tiangong.loadtest.wire;

import io.grpc.ConnectivityState;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Many gRPC connections that share one thread; answers are handed over by the thread that read
 * them. Thread-safe.
 */
public final class Connections implements AutoCloseable {

  private static final int MESSAGE_BYTES = 64 << 20;
  private static final long CLOSE_SECONDS = 5;

  private final EventLoopGroup loops;
  private final List<ManagedChannel> channels;
  private int next;

  private Connections(EventLoopGroup loops, List<ManagedChannel> channels) {
    this.loops = loops;
    this.channels = channels;
  }

  /**
   * Opens them when they are first used.
   *
   * @param addresses {@code host:port} of equal servers, over which the connections are spread
   */
  public static Connections open(List<String> addresses, int count) {
    EventLoopGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("load-wire", true));
    List<ManagedChannel> channels =
        IntStream.range(0, Math.max(count, addresses.size()))
            .mapToObj(i -> channel(addresses.get(i % addresses.size()), loops))
            .toList();
    return new Connections(loops, channels);
  }

  private static ManagedChannel channel(String address, EventLoopGroup loops) {
    return NettyChannelBuilder.forTarget(address, InsecureChannelCredentials.create())
        .eventLoopGroup(loops)
        .channelType(NioSocketChannel.class)
        .maxInboundMessageSize(MESSAGE_BYTES)
        .userAgent("tiangong-loadtest")
        .directExecutor()
        .build();
  }

  /** The next one in turn, leaving out those whose server is down. */
  public synchronized ManagedChannel next() {
    for (int i = 0; i < channels.size(); i++) {
      next = (next + 1) % channels.size();
      if (isUsable(channels.get(next))) {
        break;
      }
    }
    return channels.get(next);
  }

  private static boolean isUsable(ManagedChannel channel) {
    ConnectivityState state = channel.getState(false);
    return state == ConnectivityState.READY || state == ConnectivityState.IDLE;
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
