package io.tiangong.gateway.flight;

import io.tiangong.gateway.grpc.Errors;
import io.tiangong.gateway.grpc.MessageSizer;
import io.tiangong.gateway.grpc.Readiness;
import io.tiangong.gateway.query.AnswerSink;
import io.tiangong.gateway.query.Summary;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one DoGet. The batches' own buffers are lent to the stream's vectors and written to
 * the transport from there, cell by cell untouched. The producing thread waits while the transport
 * holds {@link MessageSizer#MAX_BYTES} that the reader did not take.
 */
final class FlightAnswer implements AnswerSink {

  private final String queryId;
  private final ServerStreamListener client;
  private final BufferAllocator allocator;
  private final Readiness readiness;
  private @Nullable VectorSchemaRoot root;

  FlightAnswer(
      String queryId,
      ServerStreamListener client,
      Cancellation cancellation,
      BufferAllocator allocator) {
    this.queryId = queryId;
    this.client = client;
    this.allocator = allocator;
    this.readiness = new Readiness(client::isReady, cancellation);
    client.setOnReadyHandler(readiness::wake);
  }

  @Override
  public void begin(List<Column> columns) {
    VectorSchemaRoot sent = VectorSchemaRoot.create(FlightSchemas.answer(columns), allocator);
    root = sent;
    client.start(sent);
  }

  @Override
  public void batch(VectorSchemaRoot batch, int rows) {
    int from = 0;
    while (from < rows) {
      int count = MessageSizer.rowsThatFit(batch, from, rows);
      if (count == batch.getRowCount()) {
        send(batch);
      } else {
        try (VectorSchemaRoot slice = batch.slice(from, count)) {
          send(slice);
        }
      }
      from += count;
    }
  }

  private void send(VectorSchemaRoot batch) {
    VectorSchemaRoot sent = Objects.requireNonNull(root);
    readiness.await();
    try (ArrowRecordBatch buffers = new VectorUnloader(batch).getRecordBatch()) {
      new VectorLoader(sent).load(buffers);
      client.putNext();
    } finally {
      sent.clear();
    }
  }

  @Override
  public void end(Summary summary) {
    close();
    client.completed();
  }

  @Override
  public void fail(QueryException error) {
    close();
    client.error(Errors.of(error, queryId));
  }

  private void close() {
    if (root != null) {
      root.close();
    }
  }
}
