package io.tiangong.hbase;

import io.tiangong.embedded.HBaseServer;
import io.tiangong.hbase.rowkey.ByteRange;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.hbase.client.AdvancedScanResultConsumer;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;

/**
 * Prints what reads cost on a local server: a single get, 200 points by each strategy, a scan; each
 * beside the raw asynchronous client. Arguments: carriers, days, rounds.
 */
final class ReadBenchmark {

  private final HBaseSource source;
  private final HBaseTable table;
  private final AsyncTable<AdvancedScanResultConsumer> raw;
  private final RootAllocator allocator = new RootAllocator();
  private final int carriers;
  private final int rounds;

  private ReadBenchmark(
      HBaseSource source, HBaseTable table, AsyncConnection connection, int carriers, int rounds) {
    this.source = source;
    this.table = table;
    this.raw = connection.getTable(table.physical());
    this.carriers = carriers;
    this.rounds = rounds;
  }

  public static void main(String[] args) throws Exception {
    int carriers = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    int days = args.length > 1 ? Integer.parseInt(args[1]) : 500;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3_000;
    Path directory = Files.createTempDirectory("hbase-bench");
    try (HBaseServer server = HBaseServer.start(directory)) {
      Map<String, String> options = Map.of("primary.zookeeper", server.zookeeper());
      try (HBaseSource source = new HBaseSource(new SourceDefinition("hbase", "hbase", options));
          LazyConnection client = new LazyConnection("raw", server.zookeeper())) {
        for (String key :
            List.of("salt(8), utf8(tms), date(dt)", "salt(8, tms), utf8(tms), date(dt)")) {
          HBaseTable table = source.declare(Fulfilment.definition("b" + key.length(), key));
          try (HBaseTableWriter writer = source.writer(table)) {
            writer.create();
            long start = System.nanoTime();
            Fulfilment.rows(carriers, days).forEach(writer::write);
            writer.flush();
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println(key + ": " + carriers * days + " rows written in " + millis + " ms");
          }
          client.get().get().getAdmin().flush(table.physical()).get();
          new ReadBenchmark(source, table, client.get().get(), carriers, rounds).run();
        }
      }
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  private void run() throws Exception {
    byte[] key = table.rowKey().encode(List.of("TMS0007", Fulfilment.FIRST_DAY));
    Map<String, Action> gets = new LinkedHashMap<>();
    gets.put("raw async get", () -> raw.get(new Get(key)).get());
    gets.put("HBaseSource get", () -> read(point(), Bindings.none()));
    List<byte[]> keys = keys();
    CellSelection cells =
        new CellSelection(
            table,
            Fulfilment.COLUMNS,
            CellFilters.of(table, List.of(), Bindings.none()),
            OptionalLong.empty());
    Map<String, Action> many = new LinkedHashMap<>();
    for (int count : new int[] {2, 4, 8, 16, 50, 200}) {
      List<byte[]> some = keys.stream().limit(count).sorted(Arrays::compareUnsigned).toList();
      List<ByteRange> ranges = some.stream().map(ByteRange::only).toList();
      many.put("multi-get of " + count, () -> points(cells, some));
      many.put("multi-get of " + count + " in 2 parts", () -> parts(some, 2));
      many.put("seeking scans of " + count, () -> ranges(cells, ranges));
    }
    many.put("HBaseSource 200 keys", () -> read(keyed(), keySet()));
    many.put("HBaseSource range of one carrier", () -> read(prefix(), Bindings.none()));
    for (int pass = 0; pass < 3; pass++) {
      print(gets, rounds);
      print(many, rounds / 10);
    }
    for (int i = 0; i < 4; i++) {
      long start = System.nanoTime();
      long rows = read(Scan.of(table, Fulfilment.COLUMNS), Bindings.none());
      System.out.printf("full scan: %.0f rows/s%n", rows * 1e9 / (System.nanoTime() - start));
    }
    allocator.close();
  }

  /** Takes turns, so that all suffer alike from whatever else runs. */
  private static void print(Map<String, Action> actions, int rounds) throws Exception {
    Map<String, long[]> nanos = new LinkedHashMap<>();
    actions.keySet().forEach(what -> nanos.put(what, new long[rounds]));
    for (int i = 0; i < rounds; i++) {
      for (Map.Entry<String, Action> action : actions.entrySet()) {
        long start = System.nanoTime();
        action.getValue().run();
        nanos.get(action.getKey())[i] = System.nanoTime() - start;
      }
    }
    nanos.forEach(ReadBenchmark::print);
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%-32s p10 %.3f  p50 %.3f  p95 %.3f ms%n",
        what,
        nanos[nanos.length / 10] / 1e6,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 95 / 100] / 1e6);
  }

  private long read(SourceRequest request, Bindings bindings) throws Exception {
    ScanContext context =
        new ScanContext("bench", allocator, Cancellation.create(), Runnable::run, 4_096);
    long rows = 0;
    try (BatchStream stream = source.open(request, bindings, context).toCompletableFuture().get()) {
      while (stream.next()) {
        rows += stream.root().getRowCount();
      }
    }
    return rows;
  }

  private Scan scan(List<Predicate> filters) {
    return new Scan(
        table, Fulfilment.COLUMNS, filters, Optional.empty(), List.of(), Optional.empty());
  }

  private static Predicate equal(io.tiangong.spi.Column column, Value value) {
    return new Predicate.Compare(column, Op.EQ, new Operand.Literal(value));
  }

  private Scan point() {
    return scan(
        List.of(
            equal(Fulfilment.TMS, Value.of("TMS0007")),
            equal(Fulfilment.DT, Value.of(Fulfilment.FIRST_DAY))));
  }

  private Scan prefix() {
    return scan(List.of(equal(Fulfilment.TMS, Value.of("TMS0007"))));
  }

  private Scan keyed() {
    return scan(List.of(equal(Fulfilment.DT, Value.of(Fulfilment.FIRST_DAY))))
        .withKeys(new KeyFilter("k", List.of("tms")));
  }

  private Bindings keySet() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < carriers; i++) {
      rows.add(List.of(Fulfilment.carrier(i)));
    }
    KeySet keys = new KeySet(List.of(Fulfilment.TMS.type()), rows);
    return new Bindings(List.of(), Map.of("k", keys), Map.of());
  }

  private List<byte[]> keys() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < carriers; i++) {
      keys.add(table.rowKey().encode(List.of(Fulfilment.carrier(i), Fulfilment.FIRST_DAY)));
    }
    Collections.shuffle(keys, new java.util.Random(1));
    return keys;
  }

  private void parts(List<byte[]> keys, int parts) throws Exception {
    List<CompletableFuture<List<Result>>> answers = new ArrayList<>();
    int size = (keys.size() + parts - 1) / parts;
    for (int i = 0; i < keys.size(); i += size) {
      List<byte[]> part = keys.subList(i, Math.min(keys.size(), i + size));
      answers.add(raw.getAll(part.stream().map(Get::new).toList()));
    }
    for (CompletableFuture<List<Result>> answer : answers) {
      answer.get();
    }
  }

  private void points(CellSelection cells, List<byte[]> keys) throws Exception {
    ResultQueue queue = new ResultQueue(10_000, ResultQueue.CAPACITY_BYTES);
    new PointReads(raw, cells, keys, queue, ReadBenchmark::fault).start();
    drain(queue);
  }

  private void ranges(CellSelection cells, List<ByteRange> ranges) throws Exception {
    ResultQueue queue = new ResultQueue(10_000, ResultQueue.CAPACITY_BYTES);
    new RangeReads(
            raw,
            new RangeScans(table, cells, 4_096, Long.MAX_VALUE).of(ranges),
            queue,
            ReadBenchmark::fault)
        .start(RangeScans.PARALLEL);
    drain(queue);
  }

  private static QueryException fault(Throwable thrown) {
    return new QueryException(ErrorCode.SOURCE_ERROR, "failed", thrown);
  }

  private static void drain(ResultQueue queue) throws InterruptedException {
    List<Result> rows = queue.take(10_000);
    while (!rows.isEmpty()) {
      rows = queue.take(10_000);
    }
  }
}
