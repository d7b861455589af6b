package io.tiangong.hbase;

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
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.Want;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Tables in one HBase cluster.
 *
 * <p>{@link #open} completes on an I/O thread of the HBase client: what follows must not block
 * there, and reading the stream may block.
 */
public final class HBaseSource implements Source {

  /** Tables that look larger are not counted. */
  private static final long COUNTED_ROWS = 5_000_000;

  private static final String ZOOKEEPER = "primary.zookeeper";
  private static final Set<String> OPTIONS = Set.of(ZOOKEEPER, "standby.zookeeper");

  private final String name;
  private final LazyConnection connection;
  private final HBaseFaults faults;

  /**
   * Connects to nothing yet.
   *
   * @throws QueryException with {@link ErrorCode#CATALOG_INVALID} naming a wrong or missing option
   */
  public HBaseSource(SourceDefinition definition) {
    this.name = definition.name();
    Options options = new Options("source " + name, definition.options()).requireKnown(OPTIONS);
    String quorum = options.required(ZOOKEEPER).replace(" ", "");
    if (!quorum.matches("[^:,]+:\\d{1,5}(,[^:,]+:\\d{1,5})*")) {
      throw options.invalid("option '" + ZOOKEEPER + "' must be host:port[,host:port]");
    }
    this.connection = new LazyConnection(name, quorum);
    this.faults = new HBaseFaults(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SqlFlavor flavor() {
    return SqlFlavor.NONE;
  }

  @Override
  public HBaseTable declare(TableDefinition definition) {
    return TableDeclaration.compile(definition);
  }

  @Override
  public SourceSchema discover(Collection<TableHandle> tables) {
    List<TableFacts> facts = new ArrayList<>();
    for (TableHandle handle : tables) {
      HBaseTable table = table(handle);
      try {
        new TableStatistics(connection.get().get(), table).facts().ifPresent(facts::add);
      } catch (ExecutionException | TimeoutException e) {
        throw faults.fault(table.physical(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new QueryException(ErrorCode.CANCELLED, "interrupted while looking at " + name, e);
      }
    }
    return new SourceSchema(facts);
  }

  /** Counts the keys, which takes a second for some hundred thousand rows. */
  @Override
  public TableFacts analyze(TableHandle handle) {
    TableFacts facts = Source.super.analyze(handle);
    if (facts.rows() < TableStatistics.SAMPLE_ROWS || facts.rows() > COUNTED_ROWS) {
      return facts;
    }
    try (HBaseTableWriter counter = writer(table(handle))) {
      return facts.withRows(counter.count());
    }
  }

  @Override
  public Optional<Pushdown> offer(Scan scan, Want want) {
    return KeyPushdown.offer(table(scan.table()), scan, want);
  }

  @Override
  public String describe(SourceRequest request) {
    Scan scan = scan(request);
    return ScanDescription.of(table(scan.table()), scan);
  }

  @Override
  public CompletionStage<BatchStream> open(
      SourceRequest request, Bindings bindings, ScanContext context) {
    try {
      context.cancellation().check();
      Scan scan = scan(request);
      return new ScanRun(table(scan.table()), scan, bindings, context, faults).open(connection);
    } catch (QueryException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** A writer for one of this cluster's tables; the caller closes it. */
  public HBaseTableWriter writer(HBaseTable table) {
    return new HBaseTableWriter(table, connection, faults);
  }

  private Scan scan(SourceRequest request) {
    if (request instanceof Scan scan) {
      return scan;
    }
    throw new QueryException(ErrorCode.INTERNAL, "HBase source " + name + " speaks no SQL");
  }

  private HBaseTable table(TableHandle handle) {
    if (handle instanceof HBaseTable table) {
      return table;
    }
    throw new QueryException(
        ErrorCode.INTERNAL, handle.definition().name() + " is no table of HBase source " + name);
  }

  @Override
  public void close() {
    connection.close();
  }
}
