package io.tiangong.spi.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tiangong.spi.ArrowTypes;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.SortKey;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.Want;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Source} promises, tested on a source that holds {@link ContractTable}.
 *
 * <p>A subclass provides the source, filled once, and keeps it open; each test reads it through an
 * allocator of its own that must be empty at the end.
 */
@Timeout(120)
public abstract class SourceContract {

  private static final int BATCH_ROWS = 64;
  private static final int READERS = 4;
  private static final int RANDOM_WANTS = 150;
  private static final Column ID = ContractTable.COLUMNS.get(0);

  private BufferAllocator allocator;
  private ExecutorService executor;

  /** The source under test; holds the rows of {@link ContractTable#relation()}. */
  protected abstract Source source();

  /** The table as {@link #source()} declared it. */
  protected abstract TableHandle table();

  /** A source of the same kind whose servers or files can't be reached; empty if that can't be. */
  protected abstract Optional<Source> unreachable();

  /** Asks {@link #source()} for these columns of the table, restricted to keys if given. */
  protected SourceRequest request(List<Column> output, Optional<KeyFilter> keys) {
    Scan scan = Scan.of(table(), output);
    return keys.map(scan::withKeys).orElse(scan);
  }

  @BeforeEach
  void createAllocator() {
    allocator = new RootAllocator();
    executor = Executors.newFixedThreadPool(READERS);
  }

  @AfterEach
  void nothingLeaks() {
    executor.shutdownNow();
    assertThat(allocator.getAllocatedMemory()).isZero();
    allocator.close();
  }

  @Test
  void deliversDeclaredRowsOfEveryKind() {
    assertThat(sorted(read(everything()))).isEqualTo(printable(ContractTable.relation()));
  }

  @Test
  void deliversExactlyTheArrowTypesOfTheOutput() {
    try (BatchStream stream = open(everything(), Bindings.none(), context(BATCH_ROWS))) {
      assertThat(stream.columns()).isEqualTo(ContractTable.COLUMNS);
      assertThat(stream.root().getSchema()).isEqualTo(ArrowTypes.schema(ContractTable.COLUMNS));
      assertThat(stream.next()).isTrue();
      assertThat(stream.root().getSchema()).isEqualTo(ArrowTypes.schema(ContractTable.COLUMNS));
    }
  }

  @Test
  void deliversColumnsInTheOrderAsked() {
    List<Column> reversed = new ArrayList<>(ContractTable.COLUMNS);
    Collections.reverse(reversed);
    assertThat(sorted(read(request(reversed, Optional.empty()))))
        .isEqualTo(sorted(ContractTable.relation().select(reversed)));
  }

  @Test
  void deliversSingleColumn() {
    for (Column column : ContractTable.COLUMNS) {
      List<Column> output = List.of(column);
      assertThat(sorted(read(request(output, Optional.empty()))))
          .isEqualTo(sorted(ContractTable.relation().select(output)));
    }
  }

  @Test
  void noBatchIsEmptyOrLargerThanAsked() {
    try (BatchStream stream = open(everything(), Bindings.none(), context(7))) {
      int rows = 0;
      while (stream.next()) {
        assertThat(stream.root().getRowCount()).isBetween(1, 7);
        rows += stream.root().getRowCount();
      }
      assertThat(rows).isEqualTo(ContractTable.ROWS);
      assertThat(stream.root().getRowCount()).isZero();
      assertThat(stream.next()).isFalse();
    }
  }

  @Test
  void keySetRestrictsTheAnswer() {
    KeyFilter filter = new KeyFilter("k1", List.of(ID.name()));
    KeySet keys = new KeySet(List.of(ID.type()), List.of(List.of(2L), List.of(77L), List.of(-5L)));
    Bindings bindings = new Bindings(List.of(), Map.of("k1", keys), Map.of());
    assertThat(sorted(read(request(ContractTable.COLUMNS, Optional.of(filter)), bindings)))
        .isEqualTo(printable(ContractTable.relation().where(filter, bindings)))
        .hasSize(2);
  }

  @Test
  void emptyKeySetGivesNoRows() {
    KeyFilter filter = new KeyFilter("k1", List.of(ID.name()));
    KeySet none = new KeySet(List.of(ID.type()), List.of());
    Bindings bindings = new Bindings(List.of(), Map.of("k1", none), Map.of());
    assertThat(sorted(read(request(ContractTable.COLUMNS, Optional.of(filter)), bindings)))
        .isEmpty();
  }

  @Test
  void unboundKeySlotRestrictsNothing() {
    KeyFilter filter = new KeyFilter("k1", List.of(ID.name()));
    assertThat(sorted(read(request(ContractTable.COLUMNS, Optional.of(filter)))))
        .hasSize(ContractTable.ROWS);
  }

  @Test
  void closeIsIdempotentAndFreesAnUnreadStream() {
    BatchStream stream = open(everything(), Bindings.none(), context(BATCH_ROWS));
    stream.close();
    stream.close();
  }

  @Test
  void closeFreesAHalfReadStream() {
    for (int i = 0; i < 30; i++) {
      BatchStream stream = open(everything(), Bindings.none(), context(3));
      assertThat(stream.next()).isTrue();
      stream.close();
      stream.close();
    }
    assertThat(sorted(read(everything()))).hasSize(ContractTable.ROWS);
  }

  @Test
  void cancelBeforeOpenFailsWithItsReason() {
    ScanContext context = context(BATCH_ROWS);
    context.cancellation().cancel(cancelled());
    assertThat(failure(source(), everything(), context).code()).isEqualTo(ErrorCode.CANCELLED);
  }

  @Test
  void cancelBetweenBatchesFailsTheNextWithItsReason() {
    ScanContext context = context(3);
    try (BatchStream stream = open(everything(), Bindings.none(), context)) {
      assertThat(stream.next()).isTrue();
      context.cancellation().cancel(cancelled());
      assertThat(catchThrowable(stream::next))
          .isInstanceOfSatisfying(
              QueryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
    assertThat(sorted(read(everything()))).hasSize(ContractTable.ROWS);
  }

  @Test
  void cancelAfterTheEndHarmsNothing() {
    ScanContext context = context(BATCH_ROWS);
    BatchStream stream = open(everything(), Bindings.none(), context);
    while (stream.next()) {
      assertThat(stream.root().getRowCount()).isPositive();
    }
    stream.close();
    context.cancellation().cancel(cancelled());
    assertThat(sorted(read(everything()))).hasSize(ContractTable.ROWS);
  }

  @Test
  void streamsRunConcurrently() throws InterruptedException, ExecutionException {
    List<List<String>> expected = printable(ContractTable.relation());
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      List<Future<List<List<String>>>> answers =
          IntStream.range(0, READERS * 4)
              .mapToObj(i -> readers.submit(() -> sorted(read(everything()))))
              .toList();
      for (Future<List<List<String>>> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    } finally {
      readers.shutdownNow();
    }
  }

  @Test
  void describesEveryRequestInOneLine() {
    for (Optional<KeyFilter> keys :
        List.of(
            Optional.<KeyFilter>empty(), Optional.of(new KeyFilter("k1", List.of(ID.name()))))) {
      assertThat(source().describe(request(ContractTable.COLUMNS, keys)))
          .isNotBlank()
          .doesNotContain("\n");
    }
  }

  @Test
  void discoversTheDeclaredTable() {
    List<TableFacts> facts = source().discover(List.of(table())).tables();
    assertThat(facts).extracting(TableFacts::name).containsExactly(ContractTable.NAME);
  }

  @Test
  void analysisCountsTheRowsOfASmallTable() {
    TableFacts facts = source().analyze(table());
    assertThat(facts.name()).isEqualTo(ContractTable.NAME);
    assertThat(facts.rows()).isEqualTo(ContractTable.ROWS);
  }

  @Test
  void unreachableSourceSaysSo() {
    Optional<Source> unreachable = unreachable();
    assumeThat(unreachable).isPresent();
    try (Source down = unreachable.get()) {
      SourceRequest request = everything();
      assertThat(down.describe(request)).isNotBlank();
      QueryException fault = failure(down, request, context(BATCH_ROWS));
      assertThat(fault.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
      assertThat(fault.text()).contains(down.name());
      assertThat(catchThrowable(() -> down.discover(List.of(table()))))
          .isInstanceOfSatisfying(
              QueryException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
    }
  }

  @Test
  void scanAndRemainderAreThePredicate() {
    Relation all = ContractTable.relation();
    Random random = new Random(7);
    for (int i = 0; i < RANDOM_WANTS; i++) {
      List<Predicate> filters = randomFilters(all, random);
      Want want = Want.filters(filters);
      Optional<Pushdown> offer = offerTwice(want);
      if (offer.isPresent()) {
        Relation answer = read(offer.get().scan());
        List<Predicate> remainder = remainder(filters, offer.get());
        assertThat(sorted(answer.where(remainder, Bindings.none())))
            .as("%s of %s", offer.get().taken(), filters)
            .isEqualTo(printable(all.where(filters, Bindings.none())));
      }
    }
  }

  @Test
  void takenOrderIsKept() {
    for (Column column : ContractTable.COLUMNS) {
      for (boolean descending : new boolean[] {false, true}) {
        List<SortKey> order = List.of(new SortKey(column, descending, !descending));
        offerTwice(new Want(List.of(), order, Optional.empty()))
            .filter(Pushdown::orderTaken)
            .ifPresent(
                offer -> {
                  Relation answer = read(offer.scan());
                  assertThat(printable(answer)).isEqualTo(printable(answer.orderBy(order)));
                });
      }
    }
  }

  private Optional<Pushdown> offerTwice(Want want) {
    Scan scan = Scan.of(table(), ContractTable.COLUMNS);
    Optional<Pushdown> offer = source().offer(scan, want);
    assertThat(source().offer(scan, want)).as("offer is pure").isEqualTo(offer);
    return offer;
  }

  private static List<Predicate> remainder(List<Predicate> filters, Pushdown offer) {
    return IntStream.range(0, filters.size())
        .filter(i -> !offer.taken().contains(i))
        .mapToObj(filters::get)
        .toList();
  }

  private static List<Predicate> randomFilters(Relation all, Random random) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(i -> RandomPredicate.over(all, random))
        .toList();
  }

  private SourceRequest everything() {
    return request(ContractTable.COLUMNS, Optional.empty());
  }

  private Relation read(SourceRequest request) {
    return read(request, Bindings.none());
  }

  private Relation read(SourceRequest request, Bindings bindings) {
    try (BatchStream stream = open(request, bindings, context(BATCH_ROWS))) {
      return StreamReader.drain(stream);
    }
  }

  private BatchStream open(SourceRequest request, Bindings bindings, ScanContext context) {
    return source().open(request, bindings, context).toCompletableFuture().join();
  }

  /** How opening and reading ends. */
  private static QueryException failure(Source source, SourceRequest request, ScanContext context) {
    Throwable thrown =
        catchThrowable(
            () -> {
              try (BatchStream stream =
                  source.open(request, Bindings.none(), context).toCompletableFuture().join()) {
                StreamReader.drain(stream);
              }
            });
    Throwable fault = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    assertThat(fault).isInstanceOf(QueryException.class);
    return (QueryException) fault;
  }

  private ScanContext context(int batchRows) {
    return new ScanContext("contract", allocator, Cancellation.create(), executor, batchRows);
  }

  private static QueryException cancelled() {
    return new QueryException(ErrorCode.CANCELLED, "cancelled by the caller");
  }

  private static List<List<String>> sorted(Relation relation) {
    int id = relation.columns().indexOf(ID);
    if (id < 0) {
      return printable(relation).stream().sorted(Comparator.comparing(List::toString)).toList();
    }
    return printable(relation.orderBy(List.of(new SortKey(ID, false, true))));
  }

  /** Rows as text, so that byte arrays compare by content and differences can be read. */
  private static List<List<String>> printable(Relation relation) {
    return relation.rows().stream()
        .map(row -> row.stream().map(StreamReader::printable).toList())
        .toList();
  }
}
