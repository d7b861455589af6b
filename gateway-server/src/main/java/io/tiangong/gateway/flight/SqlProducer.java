package io.tiangong.gateway.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.tiangong.dialect.Prepared;
import io.tiangong.gateway.catalog.VisibleCatalog;
import io.tiangong.gateway.grpc.ParameterDecoder;
import io.tiangong.gateway.grpc.RequestDecoder;
import io.tiangong.gateway.query.Explainer;
import io.tiangong.gateway.query.QueryPipeline;
import io.tiangong.gateway.query.RunningQueries;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Value;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.sql.FlightSqlUtils;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.DoPutPreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The statements of Flight SQL, through the same pipeline as every other query.
 *
 * <p>A statement runs when its ticket is fetched. A ticket that is fetched again runs it again. All
 * that a client needs to remember is in its {@link Handle}.
 */
class SqlProducer extends MetadataProducer {

  private static final int MAX_PARAMETERS = 10_000;

  private final QueryPipeline pipeline;
  private final Explainer explainer;
  private final RunningQueries running;
  private final RequestDecoder decoder;
  private final Executor cancels;
  private final LongSupplier ticker;
  private final BufferAllocator allocator;

  /** What a producer works with; owned by the composition root. */
  record Parts(
      QueryPipeline pipeline,
      Explainer explainer,
      RunningQueries running,
      RequestDecoder decoder,
      Executor cancels,
      LongSupplier ticker,
      BufferAllocator allocator) {}

  SqlProducer(VisibleCatalog catalog, SqlFacts facts, Parts parts) {
    super(catalog, facts, parts.allocator());
    this.pipeline = parts.pipeline();
    this.explainer = parts.explainer();
    this.running = parts.running();
    this.decoder = parts.decoder();
    this.cancels = parts.cancels();
    this.ticker = parts.ticker();
    this.allocator = parts.allocator();
  }

  @Override
  public FlightInfo getFlightInfoStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return answerOf(inSession(command.getQuery()), descriptor);
  }

  @Override
  public SchemaResult getSchemaStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return new SchemaResult(
        FlightSchemas.answer(prepared(inSession(command.getQuery())).columns()));
  }

  @Override
  public void createPreparedStatement(
      ActionCreatePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    Handle handle = inSession(request.getQuery());
    Prepared prepared = prepared(handle);
    ActionCreatePreparedStatementResult result =
        ActionCreatePreparedStatementResult.newBuilder()
            .setPreparedStatementHandle(handle.bytes())
            .setDatasetSchema(
                ByteString.copyFrom(FlightSchemas.bytes(FlightSchemas.answer(prepared.columns()))))
            .setParameterSchema(
                ByteString.copyFrom(
                    FlightSchemas.bytes(FlightSchemas.parameters(prepared.parameterTypes()))))
            .build();
    listener.onNext(new Result(Any.pack(result).toByteArray()));
    listener.onCompleted();
  }

  /** Nothing is kept, so there is nothing to close. */
  @Override
  public void closePreparedStatement(
      ActionClosePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    listener.onCompleted();
  }

  @Override
  public FlightInfo getFlightInfoPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return answerOf(Handle.read(command.getPreparedStatementHandle()), descriptor);
  }

  @Override
  public SchemaResult getSchemaPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    Handle handle = Handle.read(command.getPreparedStatementHandle());
    return new SchemaResult(FlightSchemas.answer(prepared(handle).columns()));
  }

  /** Answers a handle that holds the parameters, too. */
  @Override
  public Runnable acceptPutPreparedStatementQuery(
      CommandPreparedStatementQuery command,
      CallContext context,
      FlightStream parameters,
      StreamListener<PutResult> ack) {
    return () -> {
      Handle handle = bind(Handle.read(command.getPreparedStatementHandle()), parameters);
      byte[] result =
          DoPutPreparedStatementResult.newBuilder()
              .setPreparedStatementHandle(handle.bytes())
              .build()
              .toByteArray();
      ArrowBuf buffer = allocator.buffer(result.length);
      buffer.writeBytes(result);
      try (PutResult answer = PutResult.metadata(buffer)) { // closes the buffer, too
        ack.onNext(answer);
      }
      ack.onCompleted();
    };
  }

  @Override
  public void getStreamStatement(
      TicketStatementQuery ticket, CallContext context, ServerStreamListener listener) {
    run(Handle.read(ticket.getStatementHandle()), listener);
  }

  @Override
  public void getStreamPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, ServerStreamListener listener) {
    run(Handle.read(command.getPreparedStatementHandle()), listener);
  }

  @Override
  public void cancelFlightInfo(
      CancelFlightInfoRequest request, CallContext context, StreamListener<CancelStatus> listener) {
    boolean cancelled = false;
    for (FlightEndpoint endpoint : request.getInfo().getEndpoints()) {
      TicketStatementQuery ticket =
          FlightSqlUtils.unpackOrThrow(
              FlightSqlUtils.parseOrThrow(endpoint.getTicket().getBytes()),
              TicketStatementQuery.class);
      String id = Handle.read(ticket.getStatementHandle()).request().getQueryId();
      cancelled |= running.cancel(id, caller());
    }
    listener.onNext(cancelled ? CancelStatus.CANCELLED : CancelStatus.NOT_CANCELLABLE);
    listener.onCompleted();
  }

  private static Handle inSession(String sql) {
    return Handle.of(sql, FlightSession.CURRENT.get().schema());
  }

  private FlightInfo answerOf(Handle handle, FlightDescriptor descriptor) {
    TicketStatementQuery ticket =
        TicketStatementQuery.newBuilder()
            .setStatementHandle(handle.withQueryId(running.newId()).bytes())
            .build();
    return info(FlightSchemas.answer(prepared(handle).columns()), descriptor, ticket);
  }

  private Prepared prepared(Handle handle) {
    List<ColumnType> types =
        ParameterDecoder.decode(handle.request().getParametersList()).stream()
            .map(Value::type)
            .toList();
    return explainer.prepare(
        caller(),
        decoder.sql(handle.request().getSql()),
        types,
        decoder.schema(handle.request().getSchema()));
  }

  private void run(Handle handle, ServerStreamListener listener) {
    Cancellation cancellation = decoder.cancellation();
    listener.setOnCancelHandler(
        () -> cancels.execute(() -> RequestDecoder.callerLeft(cancellation)));
    if (listener.isCancelled()) {
      return;
    }
    String asked = handle.request().getQueryId();
    String id = asked.isEmpty() ? running.newId() : decoder.queryId(asked);
    pipeline.submit(
        decoder.query(handle.request(), id, caller(), cancellation, ticker),
        new FlightAnswer(id, listener, cancellation, allocator));
  }

  private Handle bind(Handle handle, FlightStream parameters) {
    Handle bound = handle;
    int rows = 0;
    while (parameters.next()) {
      VectorSchemaRoot batch = parameters.getRoot();
      rows += batch.getRowCount();
      if (rows > 1 || batch.getFieldVectors().size() > MAX_PARAMETERS) {
        throw tooMany(rows, batch.getFieldVectors().size());
      }
      if (batch.getRowCount() == 1) {
        bound = handle.with(ParameterRow.values(batch, prepared(handle).parameterTypes()));
      }
    }
    return bound;
  }

  private static QueryException tooMany(int rows, int columns) {
    return rows > 1
        ? new QueryException(
            ErrorCode.NOT_SUPPORTED,
            "a query takes one row of parameters; run it once for each row")
        : new QueryException(
            ErrorCode.INVALID_PARAMETER,
            columns + " parameters, at most " + MAX_PARAMETERS + " are taken");
  }
}
