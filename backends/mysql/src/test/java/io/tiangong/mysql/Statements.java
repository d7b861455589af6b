package io.tiangong.mysql;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.Source;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.testing.Relation;
import io.tiangong.spi.testing.StreamReader;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Runs texts on a source, with an allocator that must be empty at the end. */
final class Statements implements AutoCloseable {

  private static final int BATCH_ROWS = 4_096;

  private final Source source;
  private final BufferAllocator allocator = new RootAllocator();

  Statements(Source source) {
    this.source = source;
  }

  /** Opens a text whose columns have these types; throws what the stage failed with. */
  BatchStream open(Cancellation cancellation, String sql, ColumnType... types) {
    List<Column> output =
        IntStream.range(0, types.length).mapToObj(i -> new Column("c" + i, types[i])).toList();
    SqlRequest request = new SqlRequest(SqlText.of(sql), output, List.of());
    ScanContext context = new ScanContext("q", allocator, cancellation, Runnable::run, BATCH_ROWS);
    try {
      return source.open(request, Bindings.none(), context).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw (QueryException) e.getCause();
    }
  }

  Relation read(String sql, ColumnType... types) {
    try (BatchStream stream = open(Cancellation.create(), sql, types)) {
      return StreamReader.drain(stream);
    }
  }

  /** The only cell of the answer. */
  Object value(String sql, ColumnType type) {
    return read(sql, type).rows().get(0).get(0);
  }

  long peakBytes() {
    return allocator.getPeakMemoryAllocation();
  }

  /** Throws when something leaked. */
  @Override
  public void close() {
    allocator.close();
  }
}
