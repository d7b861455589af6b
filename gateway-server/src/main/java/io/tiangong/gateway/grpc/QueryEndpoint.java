package io.tiangong.gateway.grpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tiangong.dialect.Prepared;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.query.Explainer;
import io.tiangong.gateway.query.Explanation;
import io.tiangong.gateway.query.Failures;
import io.tiangong.gateway.query.Query;
import io.tiangong.gateway.query.QueryPipeline;
import io.tiangong.gateway.query.RunningQueries;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.v1.CancelRequest;
import io.tiangong.v1.CancelResponse;
import io.tiangong.v1.ExecuteRequest;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.ExplainRequest;
import io.tiangong.v1.ExplainResponse;
import io.tiangong.v1.ExplainedFragment;
import io.tiangong.v1.PrepareRequest;
import io.tiangong.v1.PrepareResponse;
import io.tiangong.v1.QueryServiceGrpc;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The query service. Its methods run on the transport's event loop and never block: queries and
 * plans go to the workers, cancels to the source threads.
 */
public final class QueryEndpoint extends QueryServiceGrpc.QueryServiceImplBase {

  private static final long CALLERS_LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final QueryPipeline pipeline;
  private final Explainer explainer;
  private final RunningQueries running;
  private final EventLoops loops;
  private final Executor workers;
  private final Executor cancels;
  private final RequestLimits limits;
  private final RequestDecoder decoder;
  private final LongSupplier ticker;

  /**
   * @param cancels runs cancellations, which may have to tell a source
   */
  public QueryEndpoint(
      QueryPipeline pipeline,
      Explainer explainer,
      RunningQueries running,
      EventLoops loops,
      Executor workers,
      Executor cancels,
      RequestLimits limits,
      LongSupplier ticker) {
    this.pipeline = pipeline;
    this.explainer = explainer;
    this.running = running;
    this.loops = loops;
    this.workers = workers;
    this.cancels = cancels;
    this.limits = limits;
    this.decoder = new RequestDecoder(limits);
    this.ticker = ticker;
  }

  @Override
  public void execute(ExecuteRequest request, StreamObserver<ExecuteResponse> observer) {
    ServerCallStreamObserver<ExecuteResponse> client =
        (ServerCallStreamObserver<ExecuteResponse>) observer;
    Cancellation cancellation = Cancellation.withDeadline(deadlineNanos());
    client.setOnCancelHandler(() -> cancels.execute(() -> cancel(cancellation)));
    String id = "";
    try {
      id = request.getQueryId().isEmpty() ? running.newId() : decoder.queryId(request.getQueryId());
      BatchEncoder encoder = decoder.encoder(request.getEncoding());
      ExecuteCall call =
          new ExecuteCall(
              id, client, loops.ofThisThread(), encoder, cancellation, limits.batchRows());
      pipeline.submit(query(request, id, cancellation), call);
    } catch (RuntimeException e) {
      client.onError(Errors.of(Failures.of(e, id), id));
    }
  }

  @Override
  public void cancel(CancelRequest request, StreamObserver<CancelResponse> client) {
    Identity identity = AuthInterceptor.IDENTITY.get();
    hand(
        cancels,
        client,
        () ->
            CancelResponse.newBuilder()
                .setCancelled(running.cancel(request.getQueryId(), identity))
                .build());
  }

  @Override
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> client) {
    Identity identity = AuthInterceptor.IDENTITY.get();
    hand(workers, client, () -> explain(request, identity));
  }

  @Override
  public void prepare(PrepareRequest request, StreamObserver<PrepareResponse> client) {
    Identity identity = AuthInterceptor.IDENTITY.get();
    hand(workers, client, () -> prepare(request, identity));
  }

  private PrepareResponse prepare(PrepareRequest request, Identity identity) {
    Prepared prepared =
        explainer.prepare(
            identity,
            decoder.sql(request.getSql()),
            ProtoTypes.parameterTypes(request.getParameterTypesList()),
            decoder.schema(request.getSchema()));
    PrepareResponse.Builder response = PrepareResponse.newBuilder();
    prepared.columns().forEach(column -> response.addColumns(ProtoTypes.column(column)));
    prepared.parameterTypes().forEach(type -> response.addParameterTypes(ProtoTypes.type(type)));
    return response.build();
  }

  private ExplainResponse explain(ExplainRequest request, Identity identity) {
    Explanation explanation =
        explainer.explain(
            identity,
            decoder.sql(request.getSql()),
            ProtoTypes.parameterTypes(request.getParameterTypesList()),
            decoder.schema(request.getSchema()));
    ExplainResponse.Builder response = ExplainResponse.newBuilder().setText(explanation.text());
    explanation.requests().forEach(part -> response.addFragments(fragment(part)));
    return response.build();
  }

  private Query query(ExecuteRequest request, String id, Cancellation cancellation) {
    return new Query(
        id,
        decoder.sql(request.getSql()),
        decoder.schema(request.getSchema()),
        ParameterDecoder.decode(request.getParametersList()),
        AuthInterceptor.IDENTITY.get(),
        decoder.rowLimit(request),
        cancellation,
        ticker.getAsLong());
  }

  /** The caller's deadline, or the default one. */
  private long deadlineNanos() {
    Deadline deadline = Context.current().getDeadline();
    return System.nanoTime()
        + (deadline == null
            ? limits.defaultTimeout().toNanos()
            : deadline.timeRemaining(TimeUnit.NANOSECONDS));
  }

  /** A caller's clock runs ahead of ours by the call's way here: it gives up a little earlier. */
  private static void cancel(Cancellation cancellation) {
    cancellation.cancel(
        cancellation.remainingNanos() <= CALLERS_LEAD_NANOS
            ? RunningQueries.deadlineExceeded()
            : new QueryException(ErrorCode.CANCELLED, "the caller went away"));
  }

  private static <R> void hand(Executor executor, StreamObserver<R> client, Supplier<R> work) {
    try {
      executor.execute(() -> answer(client, work));
    } catch (RejectedExecutionException e) {
      client.onError(
          Errors.of(
              new QueryException(ErrorCode.OVERLOADED, "too many requests; retry later"), ""));
    }
  }

  private static <R> void answer(StreamObserver<R> client, Supplier<R> work) {
    R response;
    try {
      response = work.get();
    } catch (RuntimeException | StackOverflowError e) {
      client.onError(Errors.of(Failures.of(e, ""), ""));
      return;
    }
    client.onNext(response);
    client.onCompleted();
  }

  private static ExplainedFragment fragment(Explanation.Request part) {
    return ExplainedFragment.newBuilder()
        .setId(part.fragment().id())
        .setSource(part.fragment().source())
        .setRequest(part.text())
        .setEstimatedRows(part.fragment().estimatedRows())
        .addAllDependsOn(part.fragment().dependsOn())
        .build();
  }
}
