package io.tiangong.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tiangong.embedded.HBaseServer;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.testing.StreamReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a query sees of a server that freezes, dies and comes back. */
@Timeout(180)
class ServerFaultsIT {

  /** Noticed within about two seconds; the rest is for a busy machine. */
  private static final Duration PROMPT = Duration.ofSeconds(10);

  @TempDir Path directory;

  private final RootAllocator allocator = new RootAllocator();
  private final HBaseServer.Ports ports = HBaseServer.Ports.free();
  private HBaseServer server;
  private HBaseSource source;
  private Scan scan;

  @BeforeEach
  void start() {
    server = HBaseServer.start(directory, ports);
    Map<String, String> options = Map.of("primary.zookeeper", server.zookeeper());
    source = new HBaseSource(new SourceDefinition("hbase_rt", "hbase", options));
    HBaseTable table = source.declare(Fulfilment.definition("f", "salt(2), utf8(tms), date(dt)"));
    try (HBaseTableWriter writer = source.writer(table)) {
      writer.create();
      Fulfilment.rows(300, 40).forEach(writer::write);
    }
    scan = Scan.of(table, Fulfilment.COLUMNS);
    assertThat(count()).isEqualTo(12_000);
  }

  @AfterEach
  void stop() {
    source.close();
    server.close();
    assertThat(allocator.getAllocatedMemory()).isZero();
    allocator.close();
  }

  private CompletionStage<BatchStream> open(Cancellation cancellation) {
    ScanContext context = new ScanContext("q", allocator, cancellation, Runnable::run, 200);
    return source.open(scan, Bindings.none(), context);
  }

  private int count() {
    try (BatchStream stream = open(Cancellation.create()).toCompletableFuture().join()) {
      return StreamReader.drain(stream).rows().size();
    }
  }

  private static QueryException fault(Throwable thrown) {
    Throwable fault =
        thrown instanceof CompletionException || thrown instanceof ExecutionException
            ? thrown.getCause()
            : thrown;
    assertThat(fault).isInstanceOf(QueryException.class);
    return (QueryException) fault;
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start().waitFor();
  }

  private void assertUnavailable(Throwable thrown, long startNanos) {
    QueryException fault = fault(thrown);
    assertThat(fault.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
    assertThat(fault.text()).contains("hbase_rt").doesNotContain("\n");
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(PROMPT);
  }

  @Test
  void frozenServerIsUnavailableAndAnswersAgainWhenItThaws() throws Exception {
    signal("STOP");
    long start = System.nanoTime();
    assertUnavailable(catchThrowable(this::count), start);

    Cancellation cancellation = Cancellation.create();
    CompletionStage<BatchStream> waiting = open(cancellation);
    cancellation.cancel(new QueryException(ErrorCode.DEADLINE_EXCEEDED, "too late"));
    assertThat(fault(catchThrowable(() -> waiting.toCompletableFuture().get())).code())
        .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);

    signal("CONT");
    assertThat(count()).isEqualTo(12_000);
  }

  @Test
  void serverKilledWhileAScanIsReadFailsTheScanAndServesAfterARestart() throws Exception {
    long start;
    try (BatchStream stream = open(Cancellation.create()).toCompletableFuture().join()) {
      assertThat(stream.next()).isTrue();
      signal("KILL");
      start = System.nanoTime();
      assertUnavailable(catchThrowable(() -> StreamReader.drain(stream)), start);
    }
    start = System.nanoTime();
    assertUnavailable(catchThrowable(this::count), start);

    server.close();
    server = HBaseServer.start(directory, ports);
    assertThat(count()).isEqualTo(12_000);
  }
}
