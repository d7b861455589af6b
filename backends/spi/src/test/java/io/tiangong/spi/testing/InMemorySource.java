package io.tiangong.spi.testing;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SourceSchema;
import io.tiangong.spi.SqlFlavor;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Want;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * A key-value source over lists. Takes every filter, order and limit unless told otherwise, fails
 * and blocks on demand, and remembers what it was asked.
 */
public final class InMemorySource implements Source {

  private static final double SELECTIVITY_PER_FILTER = 0.1;

  private final String name;
  private final Map<TableName, Relation> tables = new ConcurrentHashMap<>();
  private final List<Opened> opened = new CopyOnWriteArrayList<>();
  private final AtomicInteger openStreams = new AtomicInteger();
  private final AtomicInteger cancels = new AtomicInteger();
  private volatile @Nullable Set<String> filterable;
  private volatile @Nullable Gate openGate;
  private volatile @Nullable Gate batchGate;
  private volatile @Nullable QueryException openFault;
  private volatile @Nullable QueryException batchFault;
  private volatile int batchesBeforeFault;

  public InMemorySource(String name) {
    this.name = name;
  }

  /** One call of {@link #open}. */
  public record Opened(SourceRequest request, Bindings bindings, String queryId) {}

  /** Declares a table and gives it these rows, columns in declared order. */
  public TableHandle add(TableDefinition definition, List<List<@Nullable Object>> rows) {
    tables.put(definition.name(), new Relation(definition.columns(), rows));
    return declare(definition);
  }

  /** From now on only filters on these columns are taken over. */
  public void takeFiltersOn(String... columns) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(List.of(columns));
    filterable = names;
  }

  /** From now on every open and discover fails so. */
  public void fail(QueryException fault) {
    openFault = fault;
  }

  /** From now on every stream fails so after that many batches. */
  public void failAfterBatches(int batches, QueryException fault) {
    batchesBeforeFault = batches;
    batchFault = fault;
  }

  /** Ends all faults. */
  public void heal() {
    openFault = null;
    batchFault = null;
  }

  /** From now on opens wait at this gate, without holding a thread. */
  public Gate holdOpens() {
    Gate gate = new Gate();
    openGate = gate;
    return gate;
  }

  /** From now on each batch waits at this gate, holding the reader's thread. */
  public Gate holdBatches() {
    Gate gate = new Gate();
    batchGate = gate;
    return gate;
  }

  /** All opens so far, also those that failed. */
  public List<Opened> opened() {
    return List.copyOf(opened);
  }

  /** Streams that were handed out and are not closed. */
  public int openStreams() {
    return openStreams.get();
  }

  /** Requests that were cancelled between open and close. */
  public int cancels() {
    return cancels.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SqlFlavor flavor() {
    return SqlFlavor.NONE;
  }

  /** The tables that were added under that schema; {@code into} should be the same. */
  @Override
  public List<TableDefinition> tables(String from, String into) {
    QueryException fault = openFault;
    if (fault != null) {
      throw fault;
    }
    return tables.entrySet().stream()
        .filter(table -> table.getKey().schema().equals(from))
        .sorted(Comparator.comparing(table -> table.getKey().table()))
        .map(
            table ->
                new TableDefinition(
                    new TableName(into, table.getKey().table()),
                    table.getValue().columns(),
                    List.of(),
                    List.of(),
                    Map.of()))
        .toList();
  }

  @Override
  public TableHandle declare(TableDefinition definition) {
    return new InMemoryTable(definition);
  }

  @Override
  public SourceSchema discover(Collection<TableHandle> handles) {
    throwIfSet(openFault);
    return new SourceSchema(
        handles.stream()
            .map(TableHandle::definition)
            .filter(definition -> tables.containsKey(definition.name()))
            .map(this::facts)
            .toList());
  }

  @Override
  public Optional<Pushdown> offer(Scan scan, Want want) {
    Set<Integer> taken =
        IntStream.range(0, want.filters().size())
            .filter(i -> takes(want.filters().get(i)))
            .boxed()
            .collect(Collectors.toUnmodifiableSet());
    boolean limitTaken = want.limit().isPresent() && taken.size() == want.filters().size();
    if (taken.isEmpty() && want.order().isEmpty() && !limitTaken) {
      return Optional.empty();
    }
    List<Predicate> filters =
        IntStream.range(0, want.filters().size())
            .filter(taken::contains)
            .mapToObj(want.filters()::get)
            .toList();
    Scan restricted = scan.withFilters(concat(scan.filters(), filters));
    if (!want.order().isEmpty()) {
      restricted = restricted.withOrder(want.order());
    }
    if (limitTaken) {
      restricted = restricted.withLimit(want.limit().orElseThrow());
    }
    double selectivity = Math.pow(SELECTIVITY_PER_FILTER, filters.size());
    return Optional.of(
        new Pushdown(restricted, taken, !want.order().isEmpty(), limitTaken, selectivity));
  }

  @Override
  public String describe(SourceRequest request) {
    return request instanceof Scan scan
        ? "read " + scan.table().definition().name() + " where " + scan.filters()
        : "unsupported request";
  }

  @Override
  public CompletionStage<BatchStream> open(
      SourceRequest request, Bindings bindings, ScanContext context) {
    opened.add(new Opened(request, bindings, context.queryId()));
    Gate gate = openGate;
    if (gate == null) {
      return answer(request, bindings, context);
    }
    Cancellation.Registration count = context.cancellation().onCancel(cancels::incrementAndGet);
    return gate.pass(context.cancellation())
        .whenComplete((nothing, fault) -> count.close())
        .thenCompose(nothing -> answer(request, bindings, context));
  }

  @Override
  public void close() {
    tables.clear();
  }

  private CompletionStage<BatchStream> answer(
      SourceRequest request, Bindings bindings, ScanContext context) {
    try {
      context.cancellation().check();
      throwIfSet(openFault);
      return CompletableFuture.completedFuture(
          new WatchedStream(evaluate(request, bindings), context));
    } catch (QueryException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Relation evaluate(SourceRequest request, Bindings bindings) {
    if (!(request instanceof Scan scan)) {
      throw new QueryException(ErrorCode.NOT_SUPPORTED, name + " takes scans only");
    }
    if (scan.asOf().isPresent()) {
      throw new QueryException(ErrorCode.NOT_SUPPORTED, name + " keeps no versions");
    }
    TableName table = scan.table().definition().name();
    Relation all = tables.get(table);
    if (all == null) {
      throw new QueryException(ErrorCode.SOURCE_ERROR, name + " has no table " + table);
    }
    Relation found = all.where(scan.filters(), bindings);
    if (scan.keys().isPresent()) {
      found = found.where(scan.keys().get(), bindings);
    }
    found = found.orderBy(scan.order());
    if (scan.limit().isPresent()) {
      found = found.limit((Long) Objects.requireNonNull(scan.limit().get().resolve(bindings)));
    }
    return found.select(scan.output());
  }

  private TableFacts facts(TableDefinition definition) {
    Set<String> text =
        definition.columns().stream()
            .filter(column -> column.type().kind() == TypeKind.VARCHAR)
            .map(column -> column.name().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.toSet());
    List<List<String>> indexes =
        definition.primaryKey().isEmpty() ? List.of() : List.of(definition.primaryKey());
    long rows = Objects.requireNonNull(tables.get(definition.name())).rows().size();
    return new TableFacts(definition.name(), rows, -1, text, indexes);
  }

  private boolean takes(Predicate predicate) {
    Set<String> names = filterable;
    return names == null || columns(predicate).allMatch(column -> names.contains(column.name()));
  }

  private static Stream<Column> columns(Predicate predicate) {
    if (predicate instanceof Predicate.Compare compare) {
      return Stream.of(compare.column());
    } else if (predicate instanceof Predicate.In in) {
      return Stream.of(in.column());
    } else if (predicate instanceof Predicate.AnyOf any) {
      return any.branches().stream().flatMap(List::stream).flatMap(InMemorySource::columns);
    }
    return Stream.of(((Predicate.IsNull) predicate).column());
  }

  private static void throwIfSet(@Nullable QueryException fault) {
    if (fault != null) {
      throw fault;
    }
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private record InMemoryTable(TableDefinition definition) implements TableHandle {}

  /** Counts itself, and fails or waits as the source was told. */
  private final class WatchedStream implements BatchStream {

    private final RelationStream rows;
    private final ScanContext context;
    private final Cancellation.Registration count;
    private int batches;
    private boolean closed;

    WatchedStream(Relation relation, ScanContext context) {
      this.rows = new RelationStream(relation, context);
      this.context = context;
      this.count = context.cancellation().onCancel(cancels::incrementAndGet);
      openStreams.incrementAndGet();
    }

    @Override
    public List<Column> columns() {
      return rows.columns();
    }

    @Override
    public VectorSchemaRoot root() {
      return rows.root();
    }

    @Override
    public boolean next() {
      Gate gate = batchGate;
      if (gate != null) {
        gate.pass(context.cancellation()).join();
      }
      if (batches++ >= batchesBeforeFault) {
        throwIfSet(batchFault);
      }
      return rows.next();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        count.close();
        rows.close();
        openStreams.decrementAndGet();
      }
    }
  }
}
