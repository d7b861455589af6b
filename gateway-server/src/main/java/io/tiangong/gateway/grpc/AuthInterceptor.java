package io.tiangong.gateway.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.tiangong.gateway.auth.Authenticator;
import io.tiangong.gateway.auth.Credentials;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.query.Failures;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the caller's {@link Identity} into the call's context, or ends the call. Health and
 * reflection are for everybody: who asks for them has no credentials yet.
 *
 * <p>A password that was not verified lately is verified elsewhere, because that takes long; the
 * call goes on afterwards on the thread of its connection.
 */
public final class AuthInterceptor implements ServerInterceptor {

  /** Who asks; set in every call but those of {@link #OPEN} services. */
  public static final Context.Key<Identity> IDENTITY = Context.key("identity");

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> ACCOUNT =
      Metadata.Key.of("tiangong-account", Metadata.ASCII_STRING_MARSHALLER);
  private static final Set<String> OPEN =
      Set.of("grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection");

  private final Authenticator authenticator;
  private final EventLoops loops;
  private final Executor logins;

  /**
   * @param logins verifies passwords; refuses when too many wait
   */
  public AuthInterceptor(Authenticator authenticator, EventLoops loops, Executor logins) {
    this.authenticator = authenticator;
    this.loops = loops;
    this.logins = logins;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (OPEN.contains(Objects.requireNonNull(call.getMethodDescriptor().getServiceName()))) {
      return next.startCall(call, headers);
    }
    Credentials credentials = credentials(call, headers);
    Context context = Context.current();
    try {
      Optional<Identity> known = authenticator.known(credentials);
      return known.isPresent()
          ? Contexts.interceptCall(context.withValue(IDENTITY, known.get()), call, headers, next)
          : later(credentials, context, call, headers, next);
    } catch (RuntimeException e) {
      return refuse(call, e);
    }
  }

  private <Q, R> ServerCall.Listener<Q> later(
      Credentials credentials,
      Context context,
      ServerCall<Q, R> call,
      Metadata headers,
      ServerCallHandler<Q, R> next) {
    PendingCall<Q> pending = new PendingCall<>();
    Executor home = loops.ofThisThread();
    try {
      logins.execute(
          () -> {
            if (!context.isCancelled()) { // else nobody waits any more
              Decided decided = decide(credentials);
              home.execute(() -> pending.resume(decided.enter(context, call, headers, next)));
            }
          });
      return pending;
    } catch (RejectedExecutionException e) {
      return refuse(
          call, new QueryException(ErrorCode.OVERLOADED, "too many logins at once; retry later"));
    }
  }

  /** A verified caller, or why there is none. */
  private record Decided(@Nullable Identity identity, @Nullable RuntimeException refusal) {
    <Q, R> ServerCall.Listener<Q> enter(
        Context context, ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      return identity == null
          ? refuse(call, Objects.requireNonNull(refusal))
          : Contexts.interceptCall(context.withValue(IDENTITY, identity), call, headers, next);
    }
  }

  private Decided decide(Credentials credentials) {
    try {
      return new Decided(authenticator.verify(credentials), null);
    } catch (RuntimeException e) {
      return new Decided(null, e);
    }
  }

  private static <Q> ServerCall.Listener<Q> refuse(ServerCall<Q, ?> call, RuntimeException why) {
    StatusRuntimeException error = Errors.of(Failures.of(why, ""), "");
    call.close(error.getStatus(), Objects.requireNonNull(error.getTrailers()));
    return new ServerCall.Listener<>() {};
  }

  private static Credentials credentials(ServerCall<?, ?> call, Metadata headers) {
    SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return new Credentials(headers.get(AUTHORIZATION), headers.get(ACCOUNT), address(remote));
  }

  private static String address(@Nullable SocketAddress remote) {
    return remote instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : "";
  }
}
