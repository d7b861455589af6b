package io.tiangong.gateway.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.tiangong.gateway.query.AnswerSink;
import io.tiangong.gateway.query.Summary;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.QueryException;
import io.tiangong.v1.Batch;
import io.tiangong.v1.ExecuteResponse;
import io.tiangong.v1.FragmentServed;
import io.tiangong.v1.Header;
import io.tiangong.v1.Timings;
import io.tiangong.v1.Trailer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one Execute call.
 *
 * <p>The first message waits until it is known whether it is the only one, unless its batch is
 * full: a small answer leaves as one message, and in one packet. After it, each batch leaves at
 * once. The producing thread waits while the transport holds {@link MessageSizer#MAX_BYTES} that
 * the reader did not take.
 */
final class ExecuteCall implements AnswerSink {

  /** What the connection's thread may serialize without holding up other calls. */
  private static final int SMALL_BYTES = 16 << 10;

  private final String queryId;
  private final ServerCallStreamObserver<ExecuteResponse> client;
  private final Executor transport;
  private final BatchEncoder encoder;
  private final int fullBatch;
  private final Readiness readiness;
  private ExecuteResponse.@Nullable Builder first;

  /**
   * Must be made before the call's method returns, because it sets the call's ready handler.
   *
   * @param transport the thread of the caller's connection
   * @param fullBatch rows of a batch that is surely not the only one
   */
  ExecuteCall(
      String queryId,
      ServerCallStreamObserver<ExecuteResponse> client,
      Executor transport,
      BatchEncoder encoder,
      Cancellation cancellation,
      int fullBatch) {
    this.queryId = queryId;
    this.client = client;
    this.transport = transport;
    this.encoder = encoder;
    this.fullBatch = fullBatch;
    client.setOnReadyThreshold(MessageSizer.MAX_BYTES);
    this.readiness = new Readiness(client::isReady, cancellation);
    client.setOnReadyHandler(readiness::wake);
  }

  @Override
  public void begin(List<Column> columns) {
    Header.Builder header = Header.newBuilder().setQueryId(queryId);
    columns.forEach(column -> header.addColumns(ProtoTypes.column(column)));
    encoder.describe(columns, header);
    first = ExecuteResponse.newBuilder().setHeader(header);
  }

  @Override
  public void batch(VectorSchemaRoot batch, int rows) {
    int from = 0;
    while (from < rows) {
      int count = MessageSizer.rowsThatFit(batch, from, rows);
      send(encoder.encode(batch, from, count));
      from += count;
    }
  }

  @Override
  public void end(Summary summary) {
    ExecuteResponse.Builder last = first == null ? ExecuteResponse.newBuilder() : first;
    ExecuteResponse message = last.setTrailer(trailer(summary)).build();
    if (message.getSerializedSize() <= SMALL_BYTES) {
      onTransport(() -> complete(message));
    } else {
      complete(message);
    }
  }

  private void complete(ExecuteResponse last) {
    client.onNext(last);
    client.onCompleted();
  }

  private void onTransport(Runnable send) {
    try {
      transport.execute(send);
    } catch (RejectedExecutionException e) {
      send.run();
    }
  }

  @Override
  public void fail(QueryException error) {
    client.onError(Errors.of(error, queryId));
  }

  private void send(Batch batch) {
    ExecuteResponse.Builder opening = first;
    if (opening == null) {
      push(ExecuteResponse.newBuilder().setBatch(batch));
    } else if (opening.hasBatch()) {
      first = null;
      push(opening);
      push(ExecuteResponse.newBuilder().setBatch(batch));
    } else {
      opening.setBatch(batch);
      if (batch.getRows() >= fullBatch) {
        first = null;
        push(opening);
      }
    }
  }

  private void push(ExecuteResponse.Builder message) {
    readiness.await();
    client.onNext(message.build());
  }

  private static Trailer trailer(Summary summary) {
    Trailer.Builder trailer =
        Trailer.newBuilder()
            .setRows(summary.rows())
            .setComplete(summary.complete())
            .setPlanCached(summary.planCached())
            .setTimings(
                Timings.newBuilder()
                    .setPlanMicros(micros(summary.planNanos()))
                    .setFirstBatchMicros(micros(summary.firstBatchNanos()))
                    .setTotalMicros(micros(summary.totalNanos())));
    summary
        .fragments()
        .forEach(
            served ->
                trailer.addFragments(
                    FragmentServed.newBuilder()
                        .setFragment(served.fragment())
                        .setSource(served.source())
                        .setReplica(served.replica())
                        .setRows(served.rows())));
    return trailer.build();
  }

  private static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }
}
