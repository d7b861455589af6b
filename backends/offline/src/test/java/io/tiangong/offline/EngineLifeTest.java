package io.tiangong.offline;

import static io.tiangong.offline.TestEngine.BIGINT;
import static io.tiangong.offline.TestEngine.VARCHAR;
import static io.tiangong.offline.TestEngine.columns;
import static io.tiangong.offline.TestEngine.combine;
import static io.tiangong.offline.TestEngine.relation;
import static io.tiangong.offline.TestEngine.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.testing.Relation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Concurrency, cancel, and the end of the engine. */
class EngineLifeTest extends EngineTest {

  private static final int THREADS = 8;
  private static final Relation TWO =
      relation(columns(BIGINT, VARCHAR), List.of(1L, "a"), List.of(2L, "b"));
  private static final QueryException STOP =
      new QueryException(ErrorCode.DEADLINE_EXCEEDED, "the deadline passed");

  /** Runs for hours without a row, and without an input. */
  private static final SqlRequest ENDLESS =
      request(
          SqlText.of(
              "SELECT a.i FROM range(10000000) a(i), range(10000000) b(i) WHERE a.i * b.i = -1"),
          BIGINT);

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @Test
  void queriesRunConcurrentlyAndGiveTheirSessionsBack() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      long factor = thread;
      all.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 20; i++) {
                  SqlRequest request =
                      combine(
                          SqlText.of("SELECT sum(c0) * " + factor + " FROM \"f1\""),
                          Map.of("f1", TWO),
                          BIGINT);
                  assertThat(engine.rows(request, engine.bind(Map.of("f1", TWO))))
                      .containsExactly(List.of(3 * factor));
                }
              }));
    }
    for (Future<?> each : all) {
      each.get();
    }
    assertThat(engine.engine.sessions().borrowed()).isZero();
    assertThat(engine.engine.sessions().idle()).hasSizeBetween(1, 4);
    threads.shutdown();
  }

  @Test
  void preparedStatementsAreBounded() {
    for (int i = 0; i < Session.MAX_STATEMENTS + 20; i++) {
      SqlRequest request =
          combine(SqlText.of("SELECT c0 + " + i + " FROM \"f1\""), Map.of("f1", TWO), BIGINT);
      assertThat(engine.rows(request, engine.bind(Map.of("f1", TWO)))).hasSize(2);
    }
    Session session = engine.engine.sessions().idle().get(0);
    assertThat(session.prepared()).isEqualTo(Session.MAX_STATEMENTS);
    assertThat(views()).as("but for this very statement").isEqualTo(Session.MAX_STATEMENTS - 1);
  }

  private int views() {
    return engine
        .rows("SELECT 1 FROM duckdb_views() WHERE view_name LIKE 'input %'", BIGINT)
        .size();
  }

  @Test
  void failedStatementsLeaveNothingBehind() {
    for (int i = 0; i < 10; i++) {
      SqlRequest request =
          combine(SqlText.of("SELECT wrong" + i + " FROM \"f1\""), Map.of("f1", TWO), BIGINT);
      assertThatThrownBy(() -> engine.rows(request, engine.bind(Map.of("f1", TWO))))
          .isInstanceOf(QueryException.class);
    }
    assertThat(views()).isZero();
    assertThat(engine.engine.sessions().idle()).hasSize(1);
  }

  @Test
  void cancelEndsALongQueryWithItsReason() throws Exception {
    Cancellation cancellation = Cancellation.create();
    Future<?> running =
        threads.submit(() -> engine.open(ENDLESS, Bindings.none(), cancellation).close());
    while (engine.engine.sessions().borrowed() == 0) {
      Thread.onSpinWait();
    }
    cancellation.cancel(STOP);
    assertThatThrownBy(running::get).hasRootCause(STOP);
    assertThat(engine.rows("SELECT 1", BIGINT)).hasSize(1);
  }

  @Test
  void cancelReachesAQueryThatIsBeingFetched() throws Exception {
    Cancellation cancellation = Cancellation.create();
    SqlRequest request =
        request(
            SqlText.of(
                "SELECT i FROM range(1000000) t(i) UNION ALL SELECT a.i FROM range(10000000) a(i),"
                    + " range(10000000) b(i) WHERE a.i * b.i = -1"),
            BIGINT);
    CountDownLatch fetching = new CountDownLatch(1);
    Future<?> running =
        threads.submit(
            () -> {
              try (BatchStream stream = engine.open(request, Bindings.none(), cancellation)) {
                fetching.countDown();
                while (stream.next()) {
                  assertThat(stream.root().getRowCount()).isPositive();
                }
              }
            });
    fetching.await();
    cancellation.cancel(STOP);
    assertThatThrownBy(running::get).hasRootCause(STOP);
  }

  @Test
  void cancelReachesAQueryThatWaitsForItsInput() throws Exception {
    Cancellation cancellation = Cancellation.create();
    WaitingStream input = new WaitingStream(engine.stream(TWO), cancellation);
    SqlRequest request =
        combine(SqlText.of("SELECT sum(c0) FROM \"f1\""), Map.of("f1", TWO), BIGINT);
    Bindings bindings = new Bindings(List.of(), Map.of(), Map.of("f1", input));
    Future<?> running = threads.submit(() -> engine.open(request, bindings, cancellation).close());
    input.arrived.await();
    cancellation.cancel(STOP);
    assertThatThrownBy(running::get).hasRootCause(STOP);
  }

  @Test
  void queryThatWasCancelledBeforeDoesNotStart() {
    Cancellation cancellation = Cancellation.create();
    cancellation.cancel(STOP);
    assertThatThrownBy(() -> engine.open(ENDLESS, Bindings.none(), cancellation)).isSameAs(STOP);
  }

  @Test
  void closedEarlyAnAnswerStopsItsQuery() {
    SqlRequest request =
        request(SqlText.of("SELECT a.i FROM range(100000) a(i), range(100000) b(i)"), BIGINT);
    for (int i = 0; i < 10; i++) {
      try (BatchStream stream = engine.open(request, Bindings.none())) {
        assertThat(stream.next()).isTrue();
      }
      engine.assertNothingHeld();
    }
  }

  @Test
  void closedEngineRefusesQueries() {
    TestEngine other = TestEngine.in(directory);
    other.close();
    assertThatThrownBy(() -> other.open(ENDLESS, Bindings.none()))
        .hasMessageContaining("SHUTTING_DOWN");
  }

  @Test
  void engineHasNoTablesOfItsOwn() {
    TableDefinition definition =
        new TableDefinition(
            new TableName("a", "b"),
            List.of(new Column("c", BIGINT)),
            List.of(),
            List.of(),
            Map.of());
    assertThatThrownBy(() -> engine.source().declare(definition))
        .hasMessageContaining("CATALOG_INVALID")
        .hasMessageContaining("a.b");
    assertThat(engine.source().discover(List.of()).tables()).isEmpty();
    assertThat(engine.source().name()).isEqualTo("engine");
  }

  /** A stream whose source is silent until the query is cancelled. */
  private static final class WaitingStream implements BatchStream {
    private final BatchStream stream;
    private final Cancellation cancellation;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);

    private WaitingStream(BatchStream stream, Cancellation cancellation) {
      this.stream = stream;
      this.cancellation = cancellation;
      cancellation.onCancel(cancelled::countDown);
    }

    @Override
    public List<Column> columns() {
      return stream.columns();
    }

    @Override
    public VectorSchemaRoot root() {
      return stream.root();
    }

    @Override
    public boolean next() {
      arrived.countDown();
      try {
        cancelled.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      cancellation.check();
      return false;
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  @Test
  void statementsThatAreKeptNeverExhaustTheMemory(@TempDir Path directory) throws Exception {
    try (TestEngine small = new TestEngine(TestEngine.settings(directory, 64L << 20, 1 << 20))) {
      small.engine.execute(
          List.of("CREATE TABLE t1 AS SELECT i AS a, i % 7 AS b FROM range(30) r(i)"));
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * 1_000;
        all.add(threads.submit(() -> runDifferentStatements(small, first)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  private static void runDifferentStatements(TestEngine small, int first) {
    for (int i = 5; i < 100; i++) {
      String sql =
          "SELECT a, (SELECT COUNT(*) FROM t1 x WHERE x.b < t1.b) FROM t1 WHERE a > 27 AND EXISTS"
              + " (SELECT 1 FROM t1 x WHERE x.b < t1.b) AND a <> %d ORDER BY 1, 2";
      assertThat(small.rows(sql.formatted(first + 100 + i), BIGINT, BIGINT))
          .containsExactly(List.of(29L, 5L));
    }
  }
}
