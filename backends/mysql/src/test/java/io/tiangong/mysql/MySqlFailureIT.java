package io.tiangong.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class MySqlFailureIT {

  private static final ColumnType BIGINT = ColumnType.of(TypeKind.BIGINT);
  private static final ColumnType VARCHAR = ColumnType.of(TypeKind.VARCHAR);

  /** A row each 10 ms, forever. */
  private static final String TRICKLE = "SELECT seq + SLEEP(0.01) FROM seq_1_to_1000000";

  /** 1 GB. */
  private static final String FLOOD = "SELECT seq, REPEAT('x', 1000) FROM seq_1_to_1000000";

  @TempDir private Path directory;
  private TestServer server;
  private MySqlSource source;
  private Statements statements;
  private final ExecutorService reader = Executors.newSingleThreadExecutor();
  private final ExecutorService clock = Executors.newSingleThreadExecutor();

  @BeforeEach
  void start() throws SQLException {
    server = TestServer.start(directory);
    source = server.source(Map.of("pool-size", "2"));
    statements = new Statements(source);
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    reader.shutdownNow();
    clock.shutdownNow();
    statements.close();
    source.close();
    signal("CONT");
    server.close();
  }

  @Test
  void cancelEndsTheStatementAtTheServer() throws SQLException {
    Cancellation cancellation = Cancellation.create();
    CompletableFuture<QueryException> failure = failure(cancellation, "SELECT SLEEP(30)", BIGINT);
    awaitRunning("SLEEP(30)", 1);
    cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "by the caller"));
    assertThat(failure.join()).hasMessage("CANCELLED: by the caller");
    awaitRunning("SLEEP(30)", 0);
    assertThat(statements.value("SELECT 1", BIGINT)).isEqualTo(1L);
  }

  @Test
  void cancelEndsAStreamThatWaitsForRows() throws SQLException {
    Cancellation cancellation = Cancellation.create();
    CompletableFuture<QueryException> failure = failure(cancellation, TRICKLE, BIGINT);
    awaitRunning("SLEEP(0.01)", 1);
    cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "by the caller"));
    assertThat(failure.join().code()).isEqualTo(ErrorCode.CANCELLED);
    awaitRunning("SLEEP(0.01)", 0);
  }

  @Test
  void closingAHalfReadStreamDoesNotReadTheRest() throws SQLException {
    BatchStream stream = statements.open(Cancellation.create(), FLOOD, BIGINT, VARCHAR);
    assertThat(stream.next()).isTrue();
    long start = System.nanoTime();
    stream.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    awaitRunning("REPEAT", 0);
  }

  @Test
  void millionRowsPassThroughBoundedMemory() {
    long rows = 0;
    try (BatchStream stream = statements.open(Cancellation.create(), FLOOD, BIGINT, VARCHAR)) {
      while (stream.next()) {
        rows += stream.root().getRowCount();
      }
    }
    assertThat(rows).isEqualTo(1_000_000);
    assertThat(statements.peakBytes()).isLessThan(32L << 20);
  }

  @Test
  void exhaustedPoolIsOverloadedNotUnavailable() {
    try (BatchStream first = statements.open(Cancellation.create(), FLOOD, BIGINT, VARCHAR);
        BatchStream second = statements.open(Cancellation.create(), FLOOD, BIGINT, VARCHAR)) {
      assertThat(first.next() && second.next()).isTrue();
      Cancellation soon =
          Cancellation.withDeadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100));
      QueryException refused = failure(soon, "SELECT 1", BIGINT).join();
      assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED);
      assertThat(refused.text()).contains("all 2 connections of source mysql_shop");
    }
    assertThat(statements.value("SELECT 1", BIGINT)).isEqualTo(1L);
  }

  @Test
  void cancelEndsTheWaitForAConnection() {
    Cancellation cancellation = Cancellation.create();
    try (BatchStream first = statements.open(Cancellation.create(), FLOOD, BIGINT, VARCHAR);
        BatchStream second = statements.open(Cancellation.create(), FLOOD, BIGINT, VARCHAR)) {
      assertThat(first.next() && second.next()).isTrue();
      CompletableFuture<QueryException> waiting = failure(cancellation, "SELECT 1", BIGINT);
      cancelAfter(Duration.ofMillis(50), cancellation, ErrorCode.CANCELLED);
      assertThat(waiting.join().code()).isEqualTo(ErrorCode.CANCELLED);
    }
  }

  @Test
  void connectionsAreNotLeakedByFailures() throws SQLException {
    for (int i = 0; i < 50; i++) {
      failure(Cancellation.create(), "SELECT nix", BIGINT).join();
      failure(Cancellation.create(), "SELECT 'x'", BIGINT).join();
      Cancellation cancelled = Cancellation.create();
      cancelled.cancel(new QueryException(ErrorCode.CANCELLED, "before"));
      failure(cancelled, "SELECT 1", BIGINT).join();
      statements.open(Cancellation.create(), FLOOD, BIGINT, VARCHAR).close();
    }
    try (BatchStream first = statements.open(Cancellation.create(), FLOOD, BIGINT, VARCHAR);
        BatchStream second = statements.open(Cancellation.create(), FLOOD, BIGINT, VARCHAR)) {
      assertThat(first.next() && second.next()).isTrue();
    }
    awaitRunning("REPEAT", 0);
  }

  @Test
  void serverKilledAmidAnAnswerIsUnavailable() {
    try (BatchStream stream = statements.open(Cancellation.create(), FLOOD, BIGINT, VARCHAR)) {
      assertThat(stream.next()).isTrue();
      ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
      QueryException fault =
          catchThrowableOfType(QueryException.class, () -> StreamReader.drain(stream));
      assertThat(fault.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
      assertThat(fault.text()).contains("mysql_shop").doesNotContain("password");
    }
    assertThat(failure(Cancellation.create(), "SELECT 1", BIGINT).join().code())
        .isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
  }

  @Test
  void deadlineEndsAReadFromAFrozenServer() throws IOException, InterruptedException {
    assertThat(statements.value("SELECT 1", BIGINT)).isEqualTo(1L);
    signal("STOP");
    Cancellation cancellation = withDeadline(Duration.ofMillis(300));
    QueryException fault = failure(cancellation, "SELECT 1", BIGINT).join();
    assertThat(fault.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
  }

  @Test
  void deadlineEndsAnAnswerThatFreezes() throws IOException, InterruptedException {
    Cancellation cancellation = withDeadline(Duration.ofSeconds(2));
    try (BatchStream stream = statements.open(cancellation, FLOOD, BIGINT, VARCHAR)) {
      assertThat(stream.next()).isTrue();
      signal("STOP");
      QueryException fault =
          catchThrowableOfType(QueryException.class, () -> StreamReader.drain(stream));
      assertThat(fault.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }
  }

  /** A deadline as the gateway keeps it. */
  private Cancellation withDeadline(Duration left) {
    Cancellation cancellation = Cancellation.withDeadline(System.nanoTime() + left.toNanos());
    cancelAfter(left, cancellation, ErrorCode.DEADLINE_EXCEEDED);
    return cancellation;
  }

  private void cancelAfter(Duration delay, Cancellation cancellation, ErrorCode code) {
    clock.execute(
        () -> {
          LockSupport.parkNanos(delay.toNanos());
          cancellation.cancel(new QueryException(code, "as the test wants"));
        });
  }

  /** How reading the text ends. */
  private CompletableFuture<QueryException> failure(
      Cancellation cancellation, String sql, ColumnType... types) {
    return CompletableFuture.supplyAsync(
        () ->
            catchThrowableOfType(
                QueryException.class,
                () -> {
                  try (BatchStream stream = statements.open(cancellation, sql, types)) {
                    StreamReader.drain(stream);
                  }
                }),
        reader);
  }

  /** Returns once so many statements with that text run at the server. */
  private void awaitRunning(String text, int count) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      String sql =
          "SELECT COUNT(*) FROM information_schema.processlist WHERE id <> CONNECTION_ID()"
              + " AND info LIKE '%"
              + text
              + "%'";
      int running = -1;
      while (running != count && !Thread.interrupted()) {
        try (ResultSet rows = statement.executeQuery(sql)) {
          rows.next();
          running = rows.getInt(1);
        }
      }
      assertThat(running).isEqualTo(count);
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(server.pid()))
        .redirectErrorStream(true)
        .start()
        .waitFor();
  }
}
