package io.tiangong.spi.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.SortKey;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import io.tiangong.spi.Want;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InMemorySourceTest {

  private static final Column TMS = new Column("tms", ColumnType.of(TypeKind.VARCHAR));
  private static final Column DONE = new Column("done", ColumnType.of(TypeKind.BIGINT));

  private final InMemorySource source = new InMemorySource("memory");
  private final BufferAllocator allocator = new RootAllocator();
  private final Cancellation cancellation = Cancellation.create();
  private final ScanContext context =
      new ScanContext("q1", allocator, cancellation, Runnable::run, 1);
  private final TableHandle table =
      source.add(
          new TableDefinition(
              new TableName("rt", "fulfilment"),
              List.of(TMS, DONE),
              List.of("tms"),
              List.of(),
              Map.of()),
          List.of(Arrays.asList("b", 2L), Arrays.asList("a", null), Arrays.asList("c", 1L)));

  @AfterEach
  void nothingLeaks() {
    assertThat(source.openStreams()).isZero();
    allocator.close();
  }

  @Test
  void takesFiltersOrderAndLimit() {
    Pushdown offer =
        source
            .offer(
                Scan.of(table, List.of(DONE)),
                new Want(
                    List.of(new Predicate.IsNull(DONE, true)),
                    List.of(new SortKey(DONE, false, true)),
                    Optional.of(new Operand.Parameter(0, ColumnType.of(TypeKind.BIGINT)))))
            .orElseThrow();
    assertThat(offer.taken()).containsExactly(0);
    assertThat(offer.orderTaken()).isTrue();
    assertThat(offer.limitTaken()).isTrue();
    try (BatchStream stream = opened(offer.scan(), Bindings.of(List.of(Value.of(1L))))) {
      assertThat(StreamReader.drain(stream).rows()).containsExactly(List.of(1L));
    }
  }

  @Test
  void leavesFiltersOnOtherColumnsAndThenTheLimitToo() {
    source.takeFiltersOn("TMS");
    Want want =
        new Want(
            List.of(new Predicate.IsNull(DONE, true), new Predicate.IsNull(TMS, true)),
            List.of(),
            Optional.of(new Operand.Literal(Value.of(1L))));
    Pushdown offer = source.offer(Scan.of(table, List.of(TMS)), want).orElseThrow();
    assertThat(offer.taken()).containsExactly(1);
    assertThat(offer.limitTaken()).isFalse();
  }

  @Test
  void remembersWhatItWasAsked() {
    Scan scan = Scan.of(table, List.of(TMS));
    Bindings bindings = Bindings.of(List.of(Value.of("x")));
    opened(scan, bindings).close();
    assertThat(source.opened()).containsExactly(new InMemorySource.Opened(scan, bindings, "q1"));
  }

  @Test
  void heldOpenWaitsForTheGate() throws InterruptedException {
    Gate gate = source.holdOpens();
    CompletableFuture<BatchStream> opening = opening();
    gate.awaitArrival();
    assertThat(opening).isNotDone();
    gate.release();
    opening.join().close();
  }

  @Test
  void cancelEndsAHeldOpen() throws InterruptedException {
    Gate gate = source.holdOpens();
    CompletableFuture<BatchStream> opening = opening();
    gate.awaitArrival();
    cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "enough"));
    assertThatThrownBy(opening::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("enough");
    assertThat(source.cancels()).isEqualTo(1);
  }

  @Test
  void cancelEndsAHeldBatch() throws InterruptedException {
    Gate gate = source.holdBatches();
    try (BatchStream stream = opening().join()) {
      CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(stream::next);
      gate.awaitArrival();
      cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "enough"));
      assertThatThrownBy(reading::join).hasMessageContaining("enough");
    }
    assertThat(source.cancels()).isEqualTo(1);
  }

  @Test
  void failsUntilHealed() {
    source.fail(new QueryException(ErrorCode.SOURCE_UNAVAILABLE, "down"));
    assertThatThrownBy(() -> opening().join()).hasMessageContaining("down");
    source.heal();
    opening().join().close();
  }

  @Test
  void failsAfterTheFirstBatch() {
    source.failAfterBatches(1, new QueryException(ErrorCode.SOURCE_ERROR, "torn"));
    try (BatchStream stream = opening().join()) {
      assertThat(stream.next()).isTrue();
      assertThatThrownBy(stream::next).hasMessageContaining("torn");
    }
  }

  private CompletableFuture<BatchStream> opening() {
    return source
        .open(Scan.of(table, List.of(TMS, DONE)), Bindings.none(), context)
        .toCompletableFuture();
  }

  private BatchStream opened(Scan scan, Bindings bindings) {
    return source.open(scan, bindings, context).toCompletableFuture().join();
  }
}
