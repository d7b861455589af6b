package io.tiangong.gateway.grpc;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The transport's threads. Each connection belongs to one of them.
 *
 * <p>What a call sends from another thread wakes its connection's thread piece by piece: headers,
 * message, trailers, each in a packet of its own. What it sends on that thread leaves together, in
 * one system call.
 */
public final class EventLoops implements AutoCloseable {

  private static final int CLOSE_SECONDS = 2;

  private final EventLoopGroup group =
      new NioEventLoopGroup(new DefaultThreadFactory("grpc", true));

  EventLoopGroup group() {
    return group;
  }

  /** The calling thread, if it is one of these; otherwise whichever thread calls the answer. */
  Executor ofThisThread() {
    for (EventExecutor loop : group) {
      if (loop.inEventLoop()) {
        return loop;
      }
    }
    return Runnable::run;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
