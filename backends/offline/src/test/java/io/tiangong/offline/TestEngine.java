package io.tiangong.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Cells;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.Source;
import io.tiangong.spi.SqlBind;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import io.tiangong.spi.testing.Relation;
import io.tiangong.spi.testing.RelationStream;
import io.tiangong.spi.testing.StreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/** An engine with a small memory, requests written as text, and a check that nothing is left. */
final class TestEngine implements AutoCloseable {

  static final ColumnType BIGINT = ColumnType.of(TypeKind.BIGINT);
  static final ColumnType VARCHAR = ColumnType.of(TypeKind.VARCHAR);
  static final ColumnType DOUBLE = ColumnType.of(TypeKind.DOUBLE);
  static final ColumnType DATE = ColumnType.of(TypeKind.DATE);

  static final int BATCH_ROWS = 1000;
  private static final long MIB = 1L << 20;

  final BufferAllocator allocator = new RootAllocator();
  final DuckDbEngine engine;

  TestEngine(EngineSettings settings) {
    this.engine = new DuckDbEngine(settings);
  }

  static TestEngine in(Path directory) {
    return new TestEngine(settings(directory, 128 * MIB, MIB));
  }

  static EngineSettings settings(Path directory, long memory, long nativeTableBytes) {
    return new EngineSettings(memory, 2, directory.resolve("spill"), 4, nativeTableBytes);
  }

  Source source() {
    return engine.engineSource();
  }

  ScanContext context(Cancellation cancellation) {
    return new ScanContext("test", allocator, cancellation, Runnable::run, BATCH_ROWS);
  }

  BatchStream open(SqlRequest request, Bindings bindings) {
    return open(request, bindings, Cancellation.create());
  }

  /** Throws what the stage failed with. */
  BatchStream open(SqlRequest request, Bindings bindings, Cancellation cancellation) {
    return join(source(), request, bindings, context(cancellation));
  }

  static BatchStream join(
      Source source, SqlRequest request, Bindings bindings, ScanContext context) {
    try {
      return source.open(request, bindings, context).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw (QueryException) e.getCause();
    }
  }

  List<List<@Nullable Object>> rows(SqlRequest request, Bindings bindings) {
    try (BatchStream stream = open(request, bindings)) {
      return StreamReader.drain(stream).rows();
    }
  }

  /** Rows of a text without holes. */
  List<List<@Nullable Object>> rows(String sql, ColumnType... output) {
    return rows(request(SqlText.of(sql), output), Bindings.none());
  }

  /** A request whose columns are {@code c0}, {@code c1}, … */
  static SqlRequest request(SqlText text, ColumnType... output) {
    return new SqlRequest(text, columns(output), List.of());
  }

  static List<Column> columns(ColumnType... types) {
    List<Column> columns = new ArrayList<>();
    for (ColumnType type : types) {
      columns.add(new Column("c" + columns.size(), type));
    }
    return columns;
  }

  /** Text with holes: chunk, bind, chunk, … */
  static SqlText text(Object... parts) {
    List<String> chunks = new ArrayList<>();
    List<SqlBind> binds = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof String chunk) {
        chunks.add(chunk);
      } else {
        binds.add((SqlBind) part);
      }
    }
    return new SqlText(chunks, binds);
  }

  /** A request over inputs that are called like their fragments. */
  static SqlRequest combine(SqlText text, Map<String, Relation> inputs, ColumnType... output) {
    List<SqlRequest.Input> tables =
        inputs.entrySet().stream()
            .map(e -> new SqlRequest.Input(e.getKey(), e.getKey(), e.getValue().columns()))
            .toList();
    return new SqlRequest(text, columns(output), tables);
  }

  Bindings bind(Map<String, Relation> inputs, Value... parameters) {
    Map<String, BatchStream> streams = new LinkedHashMap<>();
    inputs.forEach((name, rows) -> streams.put(name, stream(rows)));
    return new Bindings(List.of(parameters), Map.of(), streams);
  }

  BatchStream stream(Relation rows) {
    return new RelationStream(rows, context(Cancellation.create()));
  }

  static Relation relation(List<Column> columns, List<?>... rows) {
    List<List<@Nullable Object>> copies = new ArrayList<>();
    Arrays.stream(rows).forEach(row -> copies.add(new ArrayList<>(row)));
    return new Relation(columns, copies);
  }

  static @Nullable Object cell(BatchStream stream, int column, int row) {
    return Cells.read(stream.root().getVector(column), row);
  }

  /** Fails when a session was not given back or memory is still allocated. */
  void assertNothingHeld() {
    assertThat(engine.sessions().borrowed()).isZero();
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  @Override
  public void close() {
    assertNothingHeld();
    allocator.close();
    engine.close();
  }
}
