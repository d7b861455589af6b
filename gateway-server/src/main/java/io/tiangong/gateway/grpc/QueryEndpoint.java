package io.tiangong.gateway.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tiangong.dialect.Prepared;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.query.Explainer;
import io.tiangong.gateway.query.Explanation;
import io.tiangong.gateway.query.Failures;
import io.tiangong.gateway.query.QueryPipeline;
import io.tiangong.gateway.query.RunningQueries;
import io.tiangong.spi.Cancellation;
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
import java.util.function.LongSupplier;

/**
 * The query service. Its methods run on the transport's event loop and never block: queries and
 * plans go to the workers, cancels to the source threads.
 */
public final class QueryEndpoint extends QueryServiceGrpc.QueryServiceImplBase {

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

  /** The service, for the server. */
  public Door door() {
    return new Door(bindService());
  }

  @Override
  public void execute(ExecuteRequest request, StreamObserver<ExecuteResponse> observer) {
    ServerCallStreamObserver<ExecuteResponse> client =
        (ServerCallStreamObserver<ExecuteResponse>) observer;
    Cancellation cancellation = decoder.cancellation();
    client.setOnCancelHandler(() -> cancels.execute(() -> RequestDecoder.callerLeft(cancellation)));
    String id = "";
    try {
      id = request.getQueryId().isEmpty() ? running.newId() : decoder.queryId(request.getQueryId());
      BatchEncoder encoder = decoder.encoder(request.getEncoding());
      ExecuteCall call =
          new ExecuteCall(
              id, client, loops.ofThisThread(), encoder, cancellation, limits.batchRows());
      pipeline.submit(
          decoder.query(request, id, AuthInterceptor.IDENTITY.get(), cancellation, ticker), call);
    } catch (RuntimeException e) {
      client.onError(Errors.of(Failures.of(e, id), id));
    }
  }

  @Override
  public void cancel(CancelRequest request, StreamObserver<CancelResponse> client) {
    Identity identity = AuthInterceptor.IDENTITY.get();
    UnaryCall.answer(
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
    UnaryCall.answer(workers, client, () -> explain(request, identity));
  }

  @Override
  public void prepare(PrepareRequest request, StreamObserver<PrepareResponse> client) {
    Identity identity = AuthInterceptor.IDENTITY.get();
    UnaryCall.answer(workers, client, () -> prepare(request, identity));
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
