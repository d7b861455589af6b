package io.tiangong.gateway.flight;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.tiangong.gateway.auth.Authenticator;
import io.tiangong.gateway.auth.Credentials;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.grpc.AuthInterceptor;
import io.tiangong.gateway.grpc.MessageSizer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What every Flight call needs beside its method: a thread that may wait, the session's cookie, and
 * for a handshake the token that the next calls bring along.
 */
final class FlightCalls implements ServerInterceptor {

  private static final String HANDSHAKE = "Handshake";
  private static final Metadata.Key<String> AUTHORIZATION = ascii("authorization");
  private static final Metadata.Key<String> COOKIE = ascii("cookie");
  private static final Metadata.Key<String> SET_COOKIE = ascii("set-cookie");
  private static final Metadata.Key<String> SCHEMA = ascii("tiangong-schema");

  private final Authenticator authenticator;
  private final Executor workers;

  /**
   * @param workers runs the methods, which plan and look into the catalog
   */
  FlightCalls(Authenticator authenticator, Executor workers) {
    this.authenticator = authenticator;
    this.workers = workers;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Identity caller = AuthInterceptor.IDENTITY.get();
    FlightSession session = FlightSession.of(headers.get(COOKIE), headers.get(SCHEMA));
    boolean login =
        HANDSHAKE.equals(call.getMethodDescriptor().getBareMethodName())
            && Credentials.isLogin(headers.get(AUTHORIZATION));
    String token = login ? authenticator.session(caller) : null;
    Context context = Context.current().withValue(FlightSession.CURRENT, session);
    call.setOnReadyThreshold(MessageSizer.MAX_BYTES);
    WithHeaders<Q, R> answering = new WithHeaders<>(call, session, token);
    Executor inOrder = MoreExecutors.newSequentialExecutor(context.fixedContextExecutor(workers));
    Context before = context.attach();
    try {
      return new HandedOn<>(answering, next.startCall(answering, headers), inOrder);
    } catch (RejectedExecutionException e) {
      HandedOn.refuse(answering, HandedOn.overloaded());
      return new ServerCall.Listener<>() {};
    } finally {
      context.detach(before);
    }
  }

  private static Metadata.Key<String> ascii(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** A call whose response headers say what the session and the handshake have to say. */
  private static final class WithHeaders<Q, R> extends SimpleForwardingServerCall<Q, R> {

    private final FlightSession session;
    private final @Nullable String token;
    private boolean sent;

    WithHeaders(ServerCall<Q, R> call, FlightSession session, @Nullable String token) {
      super(call);
      this.session = session;
      this.token = token;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      sent = true;
      String cookie = session.answer().get();
      if (cookie != null) {
        headers.put(SET_COOKIE, cookie);
      }
      if (token != null) {
        headers.put(AUTHORIZATION, "Bearer " + token);
      }
      super.sendHeaders(headers);
    }

    /** Sends the headers of an answer without messages, too: clients look for the token there. */
    @Override
    public void close(Status status, Metadata trailers) {
      if (!sent && status.isOk()) {
        sendHeaders(new Metadata());
      }
      super.close(status, trailers);
    }
  }
}
