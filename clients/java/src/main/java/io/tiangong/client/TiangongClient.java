package io.tiangong.client;

import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.ClientCall;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.tiangong.v1.CancelRequest;
import io.tiangong.v1.Encoding;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.ExplainRequest;
import io.tiangong.v1.QueryServiceGrpc;
import io.tiangong.v1.QueryServiceGrpc.QueryServiceBlockingStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a gateway. Safe for many threads, which share it; close it at the end.
 *
 * <pre>{@code
 * try (TiangongClient client = TiangongClient.connect("127.0.0.1:9090");
 *     QueryResult orders = client.query("SELECT id, status FROM ord.orders WHERE tms = ?", "SF")) {
 *   while (orders.next()) {
 *     System.out.println(orders.getLong(0) + " " + orders.getString(1));
 *   }
 * }
 * }</pre>
 */
public final class TiangongClient implements AutoCloseable {

  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  private final ManagedChannel channel;
  private final @Nullable EventLoop connection;
  private final Duration timeout;
  private final int messagesAhead;
  private final ErrorDecoder errors;

  private TiangongClient(
      ManagedChannel channel, @Nullable EventLoop connection, String target, Builder settings) {
    this.channel = channel;
    this.connection = connection;
    this.timeout = settings.timeout;
    this.messagesAhead = settings.messagesAhead;
    this.errors = new ErrorDecoder(target);
  }

  /** A client of the gateway at {@code host:port}, without TLS and with the defaults. */
  public static TiangongClient connect(String target) {
    return builder(target).build();
  }

  /** Settings for a client of the gateway at {@code host:port}. */
  public static Builder builder(String target) {
    return new Builder(target);
  }

  /** Runs a statement; see {@link Query} for the parameters. */
  public QueryResult query(String sql, @Nullable Object... parameters) {
    return query(Query.of(sql, parameters));
  }

  /**
   * Sends a query and returns; the methods of the answer wait for it. Failures of the query come
   * from there, too.
   */
  public QueryResult query(Query query) {
    ExecuteRequest request = request(query);
    WaitingThread waiting = new WaitingThread(connection);
    Duration limit = query.timeout().isZero() ? timeout : query.timeout();
    CallOptions options = within(CallOptions.DEFAULT.withExecutor(waiting), limit);
    ClientCall<ExecuteRequest, ExecuteResponse> call =
        channel.newCall(QueryServiceGrpc.getExecuteMethod(), options);
    ResponseStream stream = new ResponseStream(call, waiting, errors);
    stream.start(request, messagesAhead);
    return new QueryResult(stream, errors, query.id());
  }

  /** Runs a statement whose answer fits in memory. */
  public <T> List<T> queryList(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    try (QueryResult result = query(sql, parameters)) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(mapper.map(result));
      }
      return rows;
    }
  }

  /** The plan of a statement, given without the word EXPLAIN. */
  public Explanation explain(String sql) {
    ExplainRequest request = ExplainRequest.newBuilder().setSql(sql).build();
    return Explanation.of(call(stub -> stub.explain(request)));
  }

  /** Ends a running query, at its sources too; false when no such query runs. */
  public boolean cancel(String queryId) {
    CancelRequest request = CancelRequest.newBuilder().setQueryId(queryId).build();
    return call(stub -> stub.cancel(request)).getCancelled();
  }

  /** Ends running queries and the connection. */
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

  private static void stop(@Nullable EventLoop connection) {
    if (connection != null) {
      connection.parent().shutdownGracefully(0, SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private <T> T call(Function<QueryServiceBlockingStub, T> method) {
    try {
      CallOptions options = within(CallOptions.DEFAULT, timeout);
      return method.apply(
          QueryServiceGrpc.newBlockingStub(channel).withDeadline(options.getDeadline()));
    } catch (StatusRuntimeException e) {
      throw errors.failed(e.getStatus(), e.getTrailers(), "");
    }
  }

  private static CallOptions within(CallOptions options, Duration limit) {
    return limit.isZero()
        ? options
        : options.withDeadlineAfter(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static ExecuteRequest request(Query query) {
    ExecuteRequest.Builder request =
        ExecuteRequest.newBuilder()
            .setSql(query.sql())
            .setEncoding(Encoding.ENCODING_PROTOBUF)
            .setQueryId(query.id())
            .setMaxRows(query.maxRows())
            .setTruncate(query.truncate());
    int place = 1;
    for (Object parameter : query.parameters()) {
      request.addParameters(ParameterEncoder.encode(place++, parameter));
    }
    return request.build();
  }

  /** Settings of a client. */
  public static final class Builder {

    private final String target;
    private boolean plaintext = true;
    private Duration timeout = Duration.ofMinutes(5);
    private int messagesAhead = 1;
    private long maxInFlightBytes = 64L << 20;
    private String userAgent = "tiangong-java";
    private @Nullable ManagedChannel channel;

    private Builder(String target) {
      this.target = target;
    }

    /** Whether to speak without TLS (the default); otherwise the JVM's trust store decides. */
    public Builder plaintext(boolean without) {
      plaintext = without;
      return this;
    }

    /** For queries that name none of their own; zero: none. Five minutes unless set. */
    public Builder defaultTimeout(Duration newTimeout) {
      timeout = newTimeout;
      return this;
    }

    /** How many messages the gateway may send ahead of the reader; 1 unless set. */
    public Builder messagesAhead(int messages) {
      if (messages < 1) {
        throw new IllegalArgumentException("messagesAhead must be at least 1, not " + messages);
      }
      messagesAhead = messages;
      return this;
    }

    /**
     * How much of one answer may be here at a time: the message being read and those ahead of it.
     * 64 MiB unless set; a message of more than its share is an error.
     */
    public Builder maxInFlightBytes(long bytes) {
      maxInFlightBytes = bytes;
      return this;
    }

    /** The name that the gateway logs. */
    public Builder userAgent(String name) {
      userAgent = name;
      return this;
    }

    /** A channel made by the caller, with credentials of its own; the client closes it. */
    public Builder channel(ManagedChannel own) {
      channel = own;
      return this;
    }

    /** Does not connect yet: the first call does. */
    public TiangongClient build() {
      if (channel != null) {
        return new TiangongClient(channel, null, target, this);
      }
      EventLoop loop = new NioEventLoopGroup(1, new DefaultThreadFactory(userAgent, true)).next();
      boolean connected = false;
      try {
        TiangongClient client = new TiangongClient(connect(loop), loop, target, this);
        connected = true;
        return client;
      } finally {
        if (!connected) {
          stop(loop);
        }
      }
    }

    private ManagedChannel connect(EventLoop loop) {
      long share = maxInFlightBytes / (messagesAhead + 1);
      ChannelCredentials credentials =
          plaintext ? InsecureChannelCredentials.create() : TlsChannelCredentials.create();
      try {
        return NettyChannelBuilder.forTarget(target, credentials)
            .eventLoopGroup(loop)
            .channelType(NioSocketChannel.class)
            .maxInboundMessageSize((int) Math.min(share, Integer.MAX_VALUE))
            .userAgent(userAgent)
            .build();
      } catch (IllegalArgumentException e) {
        throw ErrorCode.INVALID_PARAMETER.error(
            "'" + target + "' is not an address; give host:port");
      }
    }
  }
}
