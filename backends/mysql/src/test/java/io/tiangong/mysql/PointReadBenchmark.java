package io.tiangong.mysql;

import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.SqlBind;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Prints what a point read costs through {@link MySqlSource} beside the raw driver, against a real
 * server on this machine: prepared at the server or not, one thread and eight.
 */
final class PointReadBenchmark {

  private static final int ROWS = 100_000;
  private static final int WARM_UP = 20_000;
  private static final int READS = 40_000;
  private static final String POINT =
      "SELECT id, tms, courier, amount, status, created FROM orders WHERE id = ";
  private static final SqlRequest REQUEST =
      new SqlRequest(
          new SqlText(
              List.of(POINT, ""),
              List.of(new SqlBind.Parameter(0, ColumnType.of(TypeKind.BIGINT)))),
          List.of(
              new Column("id", ColumnType.of(TypeKind.BIGINT)),
              new Column("tms", ColumnType.of(TypeKind.VARCHAR)),
              new Column("courier", ColumnType.of(TypeKind.INTEGER)),
              new Column("amount", ColumnType.decimal(10, 2)),
              new Column("status", ColumnType.of(TypeKind.VARCHAR)),
              new Column("created", ColumnType.of(TypeKind.TIMESTAMP))),
          List.of());

  /** Reads one row by its id. */
  @FunctionalInterface
  private interface Reader extends AutoCloseable {
    void read(long id) throws SQLException;

    @Override
    default void close() throws SQLException {}
  }

  @FunctionalInterface
  private interface Readers {
    Reader open() throws SQLException;
  }

  private PointReadBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("point-read");
    try (TestServer server = TestServer.start(directory)) {
      fill(server);
      for (int threads : new int[] {1, 8}) {
        print("raw driver, server-prepared", threads, () -> raw(server, "useServerPrepStmts=true"));
        print("raw driver, client text", threads, () -> raw(server, "useServerPrepStmts=false"));
        print("raw driver, prepared + timeout", threads, () -> timed(server));
        try (MySqlSource source = server.source(Map.of());
            BufferAllocator allocator = new RootAllocator()) {
          print("MySqlSource", threads, () -> id -> read(source, allocator, id));
        }
      }
    }
  }

  private static void fill(TestServer server) throws SQLException {
    server.execute(
        "CREATE TABLE orders (id BIGINT PRIMARY KEY, tms VARCHAR(20), courier INT,"
            + " amount DECIMAL(10, 2), status VARCHAR(20), created DATETIME(3))",
        "INSERT INTO orders SELECT seq, CONCAT('TMS', seq % 200), seq % 200, seq / 100,"
            + " 'SIGNED', '2026-11-11 08:00:00.123' FROM seq_1_to_"
            + ROWS);
  }

  private static Reader raw(TestServer server, String option) throws SQLException {
    return prepared(DriverManager.getConnection(server.url("shop?" + option)), 0);
  }

  private static Reader timed(TestServer server) throws SQLException {
    return prepared(DriverManager.getConnection(server.url("shop?useServerPrepStmts=true")), 8);
  }

  private static Reader prepared(Connection connection, int timeoutSeconds) {
    return new Reader() {
      @Override
      public void read(long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POINT + "?")) {
          statement.setQueryTimeout(timeoutSeconds);
          statement.setLong(1, id);
          try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            rows.getLong(1);
            rows.getString(2);
            rows.getInt(3);
            rows.getBigDecimal(4);
            rows.getString(5);
            rows.getObject(6, java.time.LocalDateTime.class);
          }
        }
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }

  private static void read(MySqlSource source, BufferAllocator root, long id) {
    try (BufferAllocator allocator = root.newChildAllocator("q", 0, Long.MAX_VALUE)) {
      ScanContext context =
          new ScanContext("q", allocator, Cancellation.create(), Runnable::run, 4096);
      Bindings bindings = Bindings.of(List.of(Value.of(id)));
      try (BatchStream stream =
          source.open(REQUEST, bindings, context).toCompletableFuture().join()) {
        if (!stream.next() || stream.root().getRowCount() != 1) {
          throw new IllegalStateException("no row " + id);
        }
      }
    }
  }

  private static void print(String what, int threads, Readers readers)
      throws SQLException, InterruptedException, ExecutionException {
    run(threads, WARM_UP, readers);
    long start = System.nanoTime();
    long[] nanos = run(threads, READS, readers);
    long elapsed = System.nanoTime() - start;
    Arrays.sort(nanos);
    System.out.printf(
        "%-32s %d threads  p50 %.3f ms  p99 %.3f ms  %6.0f/s%n",
        what,
        threads,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos.length * 1e9 / elapsed);
  }

  private static long[] run(int threads, int reads, Readers readers)
      throws InterruptedException, ExecutionException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<long[]>> parts = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        Random random = new Random(t);
        parts.add(executor.submit(() -> measure(reads / threads, random, readers)));
      }
      long[] all = new long[0];
      for (Future<long[]> part : parts) {
        long[] nanos = part.get();
        int old = all.length;
        all = Arrays.copyOf(all, old + nanos.length);
        System.arraycopy(nanos, 0, all, old, nanos.length);
      }
      return all;
    } finally {
      executor.shutdown();
      executor.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static long[] measure(int reads, Random random, Readers readers) throws SQLException {
    long[] nanos = new long[reads];
    try (Reader reader = readers.open()) {
      for (int i = 0; i < reads; i++) {
        long start = System.nanoTime();
        reader.read(1 + random.nextInt(ROWS));
        nanos[i] = System.nanoTime() - start;
      }
    }
    return nanos;
  }
}
