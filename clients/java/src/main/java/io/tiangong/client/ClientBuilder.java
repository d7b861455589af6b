package io.tiangong.client;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link TiangongClient}. */
public final class ClientBuilder {

  private final String target;
  private @Nullable Tls tls;
  private Credentials credentials = Credentials.none();
  private String account = "";
  private String lane = "";
  private String schema = "";
  private Duration timeout = Duration.ofMinutes(5);
  private RetryPolicy retries = RetryPolicy.standard();
  private int messagesAhead = 1;
  private long maxInFlightBytes = 64L << 20;
  private String userAgent = "tiangong-java";
  private Supplier<Map<String, String>> headers = Map::of;
  private final List<ClientInterceptor> interceptors = new ArrayList<>();
  private Executor callbacks = ForkJoinPool.commonPool();
  private @Nullable ManagedChannel channel;
  private Function<Duration, CompletableFuture<Void>> pauses = ClientBuilder::pause;
  private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

  ClientBuilder(String target) {
    this.target = target;
  }

  /** Whether to speak without TLS (the default); otherwise the JVM's trust store decides. */
  public ClientBuilder plaintext(boolean without) {
    tls = without ? null : Tls.system();
    return this;
  }

  /** Speaks TLS. */
  public ClientBuilder tls(Tls settings) {
    tls = settings;
    return this;
  }

  /** What to prove ourselves with. */
  public ClientBuilder credentials(Credentials proof) {
    credentials = proof;
    return this;
  }

  /** The account to charge; the user's own unless set. */
  public ClientBuilder account(String name) {
    account = name;
    return this;
  }

  /** The lane wished for. */
  public ClientBuilder lane(String name) {
    lane = name;
    return this;
  }

  /** Where names without a schema are looked up first; the gateway's choice unless set. */
  public ClientBuilder schema(String name) {
    schema = name;
    return this;
  }

  /** For queries that name none of their own; zero: none. Five minutes unless set. */
  public ClientBuilder defaultTimeout(Duration newTimeout) {
    timeout = newTimeout;
    return this;
  }

  /** Whether and when failed queries are sent again; {@link RetryPolicy#standard} unless set. */
  public ClientBuilder retries(RetryPolicy policy) {
    retries = policy;
    return this;
  }

  /** How many messages the gateway may send ahead of the reader; 1 unless set. */
  public ClientBuilder messagesAhead(int messages) {
    if (messages < 1) {
      throw ErrorCode.INVALID_PARAMETER.error("messagesAhead must be at least 1, not " + messages);
    }
    messagesAhead = messages;
    return this;
  }

  /**
   * How much of one answer may be here at a time: the message being read and those ahead of it. 64
   * MiB unless set; a message of more than its share is an error.
   */
  public ClientBuilder maxInFlightBytes(long bytes) {
    if (bytes < 1) {
      throw ErrorCode.INVALID_PARAMETER.error("maxInFlightBytes must be positive, not " + bytes);
    }
    maxInFlightBytes = bytes;
    return this;
  }

  /** The name that the gateway logs. */
  public ClientBuilder userAgent(String name) {
    userAgent = name;
    return this;
  }

  /**
   * Headers to send with each query, such as the W3C {@code traceparent}: asked once per query, on
   * the thread that starts it.
   */
  public ClientBuilder headers(Supplier<Map<String, String>> more) {
    headers = more;
    return this;
  }

  /** Sees every call, such as an instrumentation of gRPC. */
  public ClientBuilder intercept(ClientInterceptor interceptor) {
    interceptors.add(interceptor);
    return this;
  }

  /** Runs the subscribers of asynchronous queries; the JVM's common pool unless set. */
  public ClientBuilder callbackExecutor(Executor executor) {
    callbacks = executor;
    return this;
  }

  /** A channel made by the caller; the client closes it. TLS and interceptors are its own. */
  public ClientBuilder channel(ManagedChannel own) {
    channel = own;
    return this;
  }

  /** For tests: how pauses pass and what is drawn. */
  ClientBuilder chance(
      Function<Duration, CompletableFuture<Void>> newPauses, RandomGenerator newRandom) {
    pauses = newPauses;
    random = newRandom;
    return this;
  }

  /** Does not connect yet: the first call does. */
  public TiangongClient build() {
    CallHeaders sent = new CallHeaders(credentials, account, lane, headers);
    ClientSettings settings =
        new ClientSettings(
            timeout, schema, sent, retries, messagesAhead, callbacks, pauses, random);
    GatewayChannel gateway =
        channel == null ? GatewayChannel.open(endpoint()) : new GatewayChannel(channel, null);
    return new TiangongClient(gateway, settings, new ErrorDecoder(target));
  }

  private GatewayChannel.Endpoint endpoint() {
    long share = Math.max(1, maxInFlightBytes / (messagesAhead + 1));
    int maxMessageBytes = (int) Math.min(share, Integer.MAX_VALUE);
    return new GatewayChannel.Endpoint(
        target, tls, maxMessageBytes, userAgent, List.copyOf(interceptors));
  }

  private static CompletableFuture<Void> pause(Duration wait) {
    return new CompletableFuture<Void>()
        .completeOnTimeout(null, wait.toNanos(), TimeUnit.NANOSECONDS);
  }
}
