package io.tiangong.gateway.execute;

import static io.tiangong.gateway.testing.Plans.fed;
import static io.tiangong.gateway.testing.Plans.fragment;
import static io.tiangong.gateway.testing.Plans.plan;
import static io.tiangong.gateway.testing.Plans.row;
import static io.tiangong.gateway.testing.Plans.rows;
import static io.tiangong.gateway.testing.Plans.scan;
import static io.tiangong.gateway.testing.Plans.table;
import static io.tiangong.gateway.testing.Plans.union;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.gateway.routing.Router;
import io.tiangong.gateway.testing.UnionEngine;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableHandle;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.testing.Gate;
import io.tiangong.spi.testing.InMemorySource;
import io.tiangong.spi.testing.Relation;
import io.tiangong.spi.testing.StreamReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlanExecutionTest {

  private static final int BATCH_ROWS = 10;
  private static final long REPLAY_BYTES = 1 << 20;

  private final BufferAllocator memory = new RootAllocator();
  private final ExecutorService pool = Executors.newFixedThreadPool(4);
  private final ExecutorService queryThread = Executors.newSingleThreadExecutor();
  private final InMemorySource a = new InMemorySource("a");
  private final InMemorySource b = new InMemorySource("b");
  private final Cancellation cancellation = Cancellation.create();

  @AfterEach
  void everythingIsGivenBack() {
    pool.shutdownNow();
    queryThread.shutdownNow();
    assertThat(a.openStreams() + b.openStreams()).isZero();
    assertThat(memory.getAllocatedMemory()).isZero();
    memory.close();
  }

  @Test
  void passthroughDeliversTheSourcesRows() {
    QueryPlan plan = plan(fragment("f1", "a", scan(table(a, "t", rows(25)))));
    assertThat(run(plan).rows()).isEqualTo(rows(25));
  }

  @Test
  void independentFragmentsAreOpenedTogether() throws Exception {
    Gate gateOfA = a.holdOpens();
    Gate gateOfB = b.holdOpens();
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(table(a, "t", rows(3)))),
            fragment("f2", "b", scan(table(b, "t", rows(2)))),
            union("combine", "f1", "f2"));
    Future<Relation> answer = queryThread.submit(() -> run(plan));
    gateOfA.awaitArrival();
    gateOfB.awaitArrival();
    gateOfB.release();
    gateOfA.release();
    assertThat(answer.get().rows()).hasSize(5);
  }

  @Test
  void keysAreDistinctAndWithoutNulls() {
    TableHandle keys =
        table(a, "keys", List.of(row(3L, "x"), row(null, "y"), row(3L, "z"), row(7L, null)));
    TableHandle facts = table(b, "facts", rows(10));
    QueryPlan plan = plan(fragment("f1", "a", scan(keys)), fed("f2", "b", scan(facts), "f1", 100));
    assertThat(run(plan).rows()).containsExactly(row(3L, "name 3"), row(7L, "name 7"));
    assertThat(boundKeys("k-f2").rows()).containsExactly(List.of(3L), List.of(7L));
  }

  @Test
  void noKeysReadNothing() {
    TableHandle keys = table(a, "keys", List.of(row(null, "y")));
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(keys)),
            fed("f2", "b", scan(table(b, "facts", rows(10))), "f1", 100));
    assertThat(run(plan).rows()).isEmpty();
    assertThat(boundKeys("k-f2").rows()).isEmpty();
  }

  @Test
  void binaryKeysAreComparedByContent() {
    List<Column> columns = List.of(new Column("id", ColumnType.of(TypeKind.VARBINARY)));
    TableDefinition definition =
        new TableDefinition(new TableName("test", "b"), columns, List.of(), List.of(), Map.of());
    TableHandle keys =
        a.add(definition, List.of(row(new byte[] {1}), row(new byte[] {1}), row(new byte[] {2})));
    QueryPlan plan =
        plan(
            fragment("f1", "a", Scan.of(keys, columns)),
            fed("f2", "b", Scan.of(b.add(definition, List.of()), columns), "f1", 100));
    run(plan);
    assertThat(boundKeys("k-f2").rows()).hasSize(2);
  }

  @Test
  void fragmentThatDeliversKeysIsReplayedToItsReader() {
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(table(a, "keys", rows(25)))),
            fed("f2", "b", scan(table(b, "facts", rows(50))), "f1", 100),
            union("combine", "f1", "f2"));
    assertThat(run(plan).rows()).hasSize(25 + 25).startsWith(row(1L, "name 1"), row(2L, "name 2"));
  }

  @Test
  void tooManyKeysLeaveTheSlotUnboundAndLoseNoRow() {
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(table(a, "keys", rows(95)))),
            fed("f2", "b", scan(table(b, "facts", rows(50))), "f1", 15),
            union("combine", "f1", "f2"));
    List<?> answer = run(plan).rows();
    assertThat(answer.subList(0, 95)).isEqualTo(rows(95));
    assertThat(answer.subList(95, answer.size())).isEqualTo(rows(50));
    assertThat(b.opened().get(0).bindings().keys()).isEmpty();
  }

  @Test
  void exactlyMaxKeysAreBound() {
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(table(a, "keys", rows(15)))),
            fed("f2", "b", scan(table(b, "facts", rows(50))), "f1", 15));
    assertThat(run(plan).rows()).hasSize(15);
  }

  @Test
  void oneFragmentFeedsTwoSlotsOfDifferentBounds() {
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(table(a, "keys", rows(30)))),
            fed("f2", "b", scan(table(b, "facts", rows(50))), "f1", 15),
            fed("f3", "b", scan(table(b, "facts", rows(50))), "f1", 40),
            union("combine", "f2", "f3"));
    assertThat(run(plan).rows()).hasSize(50 + 30);
  }

  @Test
  void eachOfTwoReadersGetsAllRows() {
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(table(a, "t", rows(25)))),
            union("c1", "f1"),
            union("c2", "f1"),
            union("combine", "c1", "c2"));
    assertThat(run(plan).rows()).hasSize(50);
  }

  @Test
  void replayBeyondItsBoundIsAnError() {
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(table(a, "t", rows(25)))),
            union("c1", "f1"),
            union("c2", "f1"),
            union("combine", "c1", "c2"));
    assertThatThrownBy(() -> run(plan, executor(64)))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED));
  }

  @Test
  void readingKeysAheadBeyondTheReplayBoundGivesUpTheKeys() {
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(table(a, "keys", rows(95)))),
            fed("f2", "b", scan(table(b, "facts", rows(50))), "f1", 1000),
            union("combine", "f1", "f2"));
    assertThat(run(plan, executor(64)).rows()).hasSize(95 + 50);
  }

  @Test
  void failureOfOneFragmentStopsTheOthers() throws Exception {
    Gate gateOfA = a.holdOpens();
    Gate gateOfB = b.holdOpens();
    b.fail(new QueryException(ErrorCode.SOURCE_UNAVAILABLE, "b is down"));
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(table(a, "t", rows(3)))),
            fragment("f2", "b", scan(table(b, "t", rows(2)))),
            union("combine", "f2", "f1"));
    Future<Relation> answer = queryThread.submit(() -> run(plan));
    gateOfA.awaitArrival();
    gateOfB.release();
    assertThatThrownBy(answer::get).hasMessageContaining("b is down");
    assertThat(a.cancels()).isEqualTo(1);
  }

  @Test
  void failureInTheMiddleOfAStreamIsToldAsItIs() {
    a.failAfterBatches(1, new QueryException(ErrorCode.DATA_CORRUPT, "bad cell"));
    QueryPlan plan =
        plan(fragment("f1", "a", scan(table(a, "t", rows(25)))), union("combine", "f1"));
    assertThatThrownBy(() -> run(plan)).hasMessageContaining("DATA_CORRUPT");
  }

  @Test
  void failureWhileKeysAreReadClosesEverything() {
    a.failAfterBatches(1, new QueryException(ErrorCode.DATA_CORRUPT, "bad cell"));
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(table(a, "keys", rows(25)))),
            fed("f2", "b", scan(table(b, "facts", rows(50))), "f1", 100),
            union("combine", "f1", "f2"));
    assertThatThrownBy(() -> run(plan)).hasMessageContaining("DATA_CORRUPT");
    assertThat(b.opened()).isEmpty();
  }

  @Test
  void cancelWakesAThreadThatWaitsForASource() throws Exception {
    Gate gate = a.holdOpens();
    QueryPlan plan = plan(fragment("f1", "a", scan(table(a, "t", rows(3)))));
    Future<Relation> answer = queryThread.submit(() -> run(plan));
    gate.awaitArrival();
    cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "enough"));
    assertThatThrownBy(answer::get).hasMessageContaining("enough");
  }

  @Test
  void unreadAnswerIsClosed() {
    PlanExecutor executor = executor(REPLAY_BYTES);
    QueryPlan plan =
        plan(fragment("f1", "a", scan(table(a, "t", rows(25)))), union("combine", "f1"));
    try (PlanExecution execution = executor.prepare(plan, List.of(), "q", cancellation)) {
      assertThat(execution.open().next()).isTrue();
    }
    assertThat(executor.leaks()).isZero();
  }

  @Test
  void servedCountsTheRowsOfEachFragment() {
    PlanExecutor executor = executor(REPLAY_BYTES);
    QueryPlan plan =
        plan(
            fragment("f1", "a", scan(table(a, "t", rows(25)))),
            fragment("f2", "b", scan(table(b, "t", rows(5)))),
            union("combine", "f1", "f2"));
    try (PlanExecution execution = executor.prepare(plan, List.of(), "q", cancellation)) {
      StreamReader.drain(execution.open());
      assertThat(execution.served())
          .allSatisfy(served -> assertThat(served.openNanos()).isPositive())
          .extracting(
              FragmentServed::fragment,
              FragmentServed::source,
              FragmentServed::replica,
              FragmentServed::rows)
          .containsExactlyInAnyOrder(
              tuple("f1", "a", "primary", 25L),
              tuple("f2", "b", "primary", 5L),
              tuple("combine", "engine", "primary", 30L));
    }
  }

  @Test
  void leakIsCounted() {
    PlanExecutor executor = executor(REPLAY_BYTES);
    BufferAllocator leaky = new RootAllocator().newChildAllocator("leaky", 0, 1024);
    assertThat(leaky.buffer(16).capacity()).isEqualTo(16);
    executor.release(leaky);
    assertThat(executor.leaks()).isEqualTo(1);
  }

  private Relation run(QueryPlan plan) {
    return run(plan, executor(REPLAY_BYTES));
  }

  private Relation run(QueryPlan plan, PlanExecutor executor) {
    try (PlanExecution execution = executor.prepare(plan, List.of(), "q", cancellation)) {
      return StreamReader.drain(execution.open());
    } finally {
      assertThat(executor.leaks()).isZero();
    }
  }

  private PlanExecutor executor(long replayBytes) {
    Router router = new Router(Map.of("a", a, "b", b, Fragment.ENGINE, new UnionEngine()));
    ExecutionLimits limits = new ExecutionLimits(BATCH_ROWS, 64 << 20, replayBytes);
    return new PlanExecutor(router, memory, pool, limits);
  }

  private KeySet boundKeys(String slot) {
    return Objects.requireNonNull(b.opened().get(0).bindings().keySet(slot));
  }
}
