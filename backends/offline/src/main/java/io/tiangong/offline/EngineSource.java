package io.tiangong.offline;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SourceSchema;
import io.tiangong.spi.SqlFlavor;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.Want;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The engine as a source without tables of its own: it runs the combining fragments of plans. */
final class EngineSource implements Source {

  private final DuckDbEngine engine;

  EngineSource(DuckDbEngine engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return DuckDbEngine.NAME;
  }

  @Override
  public SqlFlavor flavor() {
    return SqlFlavor.DUCKDB;
  }

  @Override
  public TableHandle declare(TableDefinition definition) {
    throw new QueryException(
        ErrorCode.CATALOG_INVALID,
        "table " + definition.name() + ": the engine has no tables; name a source of type offline");
  }

  @Override
  public SourceSchema discover(Collection<TableHandle> tables) {
    return new SourceSchema(List.of());
  }

  @Override
  public Optional<Pushdown> offer(Scan scan, Want want) {
    return Optional.empty();
  }

  @Override
  public String describe(SourceRequest request) {
    return DuckDbEngine.describe(request);
  }

  @Override
  public CompletionStage<BatchStream> open(
      SourceRequest request, Bindings bindings, ScanContext context) {
    return engine.open(name(), request, bindings, context);
  }

  /** The engine itself is closed by whoever started it. */
  @Override
  public void close() {}
}
