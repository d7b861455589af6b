package io.tiangong.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.testing.StreamReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two connections and many callers, whose deadlines pass while they wait. */
@Timeout(90)
class MySqlOverloadIT {

  private static final ColumnType BIGINT = ColumnType.of(TypeKind.BIGINT);
  private static final String RIGHT = "RIGHT";
  private static final int CALLERS = 64;

  /** What waits for a connection is over before the pool gives up, which takes a second. */
  private static final Duration SOON = Duration.ofMillis(150);

  @TempDir private Path directory;
  private TestServer server;
  private MySqlSource source;
  private Statements statements;
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);

  @BeforeEach
  void start() throws SQLException {
    server = TestServer.start(directory);
    source = server.source(Map.of("pool-size", "2"));
    statements = new Statements(source);
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    callers.shutdownNow();
    clock.shutdownNow();
    signal("CONT");
    statements.close();
    source.close();
    server.close();
  }

  @Test
  void connectionsThatCallersGaveUpOnServeTheNext() throws Exception {
    try (Connection watch = server.connect()) {
      long before = connections(watch);
      signal("STOP");
      assertThat(ends(20, "SELECT 1"))
          .containsOnly(ErrorCode.DEADLINE_EXCEEDED.name(), ErrorCode.OVERLOADED.name());
      signal("CONT");
      assertThat(statements.value("SELECT 1", BIGINT)).isEqualTo(1L);
      assertThat(connections(watch) - before).isBetween(1L, 2L);
    }
  }

  @Test
  void overloadEndsWithTheLoad() throws Exception {
    assertThat(ends(5 * CALLERS, "SELECT SLEEP(0.02)"))
        .contains(RIGHT)
        .isSubsetOf(RIGHT, ErrorCode.DEADLINE_EXCEEDED.name(), ErrorCode.OVERLOADED.name());
    for (int i = 0; i < 20; i++) {
      assertThat(statements.value("SELECT 1", BIGINT)).isEqualTo(1L);
    }
    String many = "SELECT seq FROM seq_1_to_1000000";
    try (BatchStream first = statements.open(Cancellation.create(), many, BIGINT);
        BatchStream second = statements.open(Cancellation.create(), many, BIGINT)) {
      assertThat(first.next() && second.next()).isTrue();
    }
  }

  @Test
  void discoveryStandsInTheLineOfQueries() {
    String many = "SELECT seq FROM seq_1_to_1000000";
    try (BatchStream first = statements.open(Cancellation.create(), many, BIGINT);
        BatchStream second = statements.open(Cancellation.create(), many, BIGINT)) {
      assertThat(first.next() && second.next()).isTrue();
      assertThatThrownBy(() -> source.tables("shop", "own"))
          .isInstanceOfSatisfying(
              QueryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
    }
    assertThat(source.tables("shop", "own")).isEmpty();
    assertThat(statements.value("SELECT 1", BIGINT)).isEqualTo(1L);
  }

  @Test
  void queriesWaitForDiscoveryAsForEachOther() throws Exception {
    List<Future<String>> looks = new ArrayList<>();
    for (int i = 0; i < CALLERS / 2; i++) {
      looks.add(callers.submit(() -> source.tables("shop", "own").isEmpty() ? RIGHT : "tables"));
    }
    assertThat(ends(CALLERS, "SELECT SLEEP(0.02)"))
        .isSubsetOf(RIGHT, ErrorCode.DEADLINE_EXCEEDED.name(), ErrorCode.OVERLOADED.name());
    for (Future<String> look : looks) {
      assertThat(look.get()).isEqualTo(RIGHT);
    }
  }

  /** How so many calls end that have little time, as many at once as there are callers. */
  private List<String> ends(int calls, String sql) throws InterruptedException, ExecutionException {
    List<Future<String>> pending = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      pending.add(callers.submit(() -> end(sql)));
    }
    List<String> ends = new ArrayList<>();
    for (Future<String> call : pending) {
      ends.add(call.get());
    }
    return ends;
  }

  private String end(String sql) {
    Cancellation cancellation = Cancellation.withDeadline(System.nanoTime() + SOON.toNanos());
    ScheduledFuture<?> deadline =
        clock.schedule(
            () -> cancellation.cancel(new QueryException(ErrorCode.DEADLINE_EXCEEDED, "late")),
            SOON.toMillis(),
            TimeUnit.MILLISECONDS);
    try (BatchStream stream = statements.open(cancellation, sql, BIGINT)) {
      StreamReader.drain(stream);
      return RIGHT;
    } catch (QueryException e) {
      return e.code().name();
    } finally {
      deadline.cancel(false);
    }
  }

  /** How many logins the server has seen. */
  private static long connections(Connection watch) throws SQLException {
    try (Statement statement = watch.createStatement();
        ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Connections'")) {
      rows.next();
      return rows.getLong(2);
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start().waitFor();
  }
}
