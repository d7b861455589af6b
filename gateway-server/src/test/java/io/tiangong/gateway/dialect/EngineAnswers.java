package io.tiangong.gateway.dialect;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.PlannedStatement;
import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.offline.DuckDbEngine;
import io.tiangong.offline.EngineSettings;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Cells;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.Source;
import io.tiangong.spi.Value;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** What statements over no tables answer, as text: planned and run by an engine of its own. */
final class EngineAnswers implements AutoCloseable {

  private final BufferAllocator memory = new RootAllocator();
  private final DuckDbEngine engine;
  private final Source source;
  private final Dialect dialect;

  EngineAnswers(Path spill) {
    engine = new DuckDbEngine(new EngineSettings(128L << 20, 2, spill, 2, 0));
    source = engine.engineSource();
    dialect =
        new Dialect(
            new Catalog(1, Map.of(source.name(), source), Map.of(), Map.of(), null), 1 << 20);
  }

  /** The types, a line, and the rows, a line each; or the code of the error, a line. */
  String of(String sql, Value... parameters) {
    try {
      PlannedStatement planned = dialect.plan(sql, List.of(parameters), "");
      String types =
          planned.plan().columns().stream()
              .map(c -> c.type().toString())
              .collect(Collectors.joining(" | ", "", "\n"));
      return types + rows(planned);
    } catch (CompletionException e) {
      return ((QueryException) e.getCause()).code() + "\n";
    } catch (QueryException e) {
      return e.code() + "\n";
    }
  }

  private String rows(PlannedStatement planned) {
    ScanContext context =
        new ScanContext("golden", memory, Cancellation.create(), Runnable::run, 1_000);
    try (BatchStream rows =
        source
            .open(planned.plan().root().request(), Bindings.of(planned.parameters()), context)
            .toCompletableFuture()
            .join()) {
      return rows(rows, planned.plan().columns().size());
    }
  }

  private static String rows(BatchStream stream, int columns) {
    StringBuilder text = new StringBuilder();
    while (stream.next()) {
      for (int row = 0; row < stream.root().getRowCount(); row++) {
        for (int column = 0; column < columns; column++) {
          Object cell = Cells.read(stream.root().getVector(column), row);
          text.append(column == 0 ? "" : " | ").append(cell(cell));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static Object cell(Object cell) {
    if (cell instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return cell == null ? "NULL" : cell;
  }

  @Override
  public void close() {
    engine.close();
    memory.close();
  }
}
