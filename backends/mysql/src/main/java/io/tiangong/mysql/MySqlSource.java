package io.tiangong.mysql;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.Options;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SourceSchema;
import io.tiangong.spi.SqlFlavor;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.Want;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A MySQL or MariaDB server: answers SQL texts in its dialect with Arrow batches. */
public final class MySqlSource implements Source {

  private static final Set<String> OPTIONS =
      Set.of("primary.url", "standby.url", "user", "password", "pool-size");

  private final String name;
  private final ConnectionPool pool;
  private final DeclaredKeys keys = new DeclaredKeys();

  /**
   * Checks the options; connects to nothing.
   *
   * @throws QueryException with CATALOG_INVALID
   */
  public MySqlSource(SourceDefinition definition) {
    this.name = definition.name();
    this.pool =
        new ConnectionPool(
            name, new Options("source " + name, definition.options()).requireKnown(OPTIONS));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SqlFlavor flavor() {
    return SqlFlavor.MYSQL;
  }

  @Override
  public MySqlTable declare(TableDefinition definition) {
    MySqlTable table = MySqlTable.declare(definition);
    keys.add(table);
    return table;
  }

  @Override
  public SourceSchema discover(Collection<TableHandle> tables) {
    return new Discovery(name, pool).look(tables.stream().map(MySqlTable.class::cast).toList());
  }

  @Override
  public TableFacts analyze(TableHandle table) {
    return new Discovery(name, pool)
        .analyze((MySqlTable) table)
        .orElseGet(() -> TableFacts.unknown(table.definition().name()));
  }

  @Override
  public List<TableDefinition> tables(String from, String into) {
    return new Discovery(name, pool).tables(from, into);
  }

  @Override
  public Optional<Pushdown> offer(Scan scan, Want want) {
    return Optional.empty();
  }

  @Override
  public String describe(SourceRequest request) {
    return sql(request).text().toString().strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** Runs on the calling thread; the stage is complete when this returns. */
  @Override
  public CompletionStage<BatchStream> open(
      SourceRequest request, Bindings bindings, ScanContext context) {
    try {
      SqlRequest sql = sql(request);
      context.cancellation().check();
      BoundSql bound = BoundSql.of(sql.text(), bindings);
      Lease lease = pool.lease(context.cancellation());
      Cursor cursor = Cursor.open(name, bound, lease, context.cancellation());
      return CompletableFuture.completedFuture(
          MySqlStream.start(sql.output(), context, cursor, keys));
    } catch (QueryException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private SqlRequest sql(SourceRequest request) {
    if (request instanceof SqlRequest sql && sql.inputs().isEmpty()) {
      return sql;
    }
    throw new QueryException(
        ErrorCode.NOT_SUPPORTED, "source " + name + " takes SQL requests without inputs only");
  }

  @Override
  public void close() {
    pool.close();
  }
}
