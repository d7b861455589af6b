package io.tiangong.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.embedded.HBaseServer;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Predicate.Compare;
import io.tiangong.spi.Predicate.In;
import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.SortKey;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableName;
import io.tiangong.spi.Value;
import io.tiangong.spi.Want;
import io.tiangong.spi.testing.Relation;
import io.tiangong.spi.testing.StreamReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.util.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Gets, multi-gets, ranges and full scans on a real server, salted and not. */
@Timeout(120)
class HBaseSourceIT {

  private static final int CARRIERS = 150;
  private static final int DAYS = 20;
  private static final List<String> LAYOUTS =
      List.of(
          "utf8(tms), date(dt)",
          "salt(4), utf8(tms), date(dt)",
          "salt(16, tms), utf8(tms), date(dt)",
          "hash(tms, 2), utf8(tms), date(dt)");

  @TempDir static Path directory;

  private static final Relation ROWS =
      new Relation(Fulfilment.COLUMNS, Fulfilment.rows(CARRIERS, DAYS));
  private static final List<HBaseTable> TABLES = new ArrayList<>();
  private static HBaseServer server;
  private static HBaseSource source;
  private static LazyConnection client;

  private final RootAllocator allocator = new RootAllocator();

  @BeforeAll
  static void start() {
    server = HBaseServer.start(directory);
    Map<String, String> options = Map.of("primary.zookeeper", server.zookeeper());
    source = new HBaseSource(new SourceDefinition("hbase_rt", "hbase", options));
    client = new LazyConnection("test", server.zookeeper());
    for (int i = 0; i < LAYOUTS.size(); i++) {
      HBaseTable table = source.declare(Fulfilment.definition("f" + i, LAYOUTS.get(i)));
      try (HBaseTableWriter writer = source.writer(table)) {
        writer.create();
        ROWS.rows().forEach(writer::write);
      }
      TABLES.add(table);
    }
  }

  @AfterAll
  static void stop() {
    client.close();
    source.close();
    server.close();
  }

  @AfterEach
  void nothingLeaks() {
    assertThat(allocator.getAllocatedMemory()).isZero();
    allocator.close();
  }

  private ScanContext context(int batchRows) {
    return new ScanContext("q", allocator, Cancellation.create(), Runnable::run, batchRows);
  }

  private Relation read(Scan scan, Bindings bindings, int batchRows) {
    try (BatchStream stream =
        source.open(scan, bindings, context(batchRows)).toCompletableFuture().join()) {
      return StreamReader.drain(stream);
    }
  }

  private Relation read(Scan scan) {
    return read(scan, Bindings.none(), 1_000);
  }

  private QueryException failure(Scan scan) {
    Throwable thrown = catchThrowableOfType(RuntimeException.class, () -> read(scan));
    Throwable fault = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    assertThat(fault).isInstanceOf(QueryException.class);
    return (QueryException) fault;
  }

  private static List<String> sorted(Relation relation) {
    return relation.rows().stream().map(List::toString).sorted().toList();
  }

  private static Scan scan(HBaseTable table, Predicate... filters) {
    return new Scan(
        table, Fulfilment.COLUMNS, List.of(filters), Optional.empty(), List.of(), Optional.empty());
  }

  private static Predicate compare(Column column, Op op, Object value) {
    return new Compare(column, op, new Operand.Literal(new Value(column.type(), value)));
  }

  private static Predicate in(Column column, List<?> values) {
    return new In(
        column,
        values.stream()
            .<Operand>map(value -> new Operand.Literal(new Value(column.type(), value)))
            .toList());
  }

  private static LocalDate day(int number) {
    return Fulfilment.FIRST_DAY.plusDays(number);
  }

  @Test
  void randomConditionsSelectTheirRowsInEveryLayout() {
    Random random = new Random(5);
    for (int i = 0; i < 40; i++) {
      List<Predicate> wanted =
          IntStream.range(0, 1 + random.nextInt(3)).mapToObj(n -> predicate(random)).toList();
      for (HBaseTable table : TABLES) {
        Optional<Pushdown> offer = source.offer(scan(table), Want.filters(wanted));
        if (offer.isPresent()) {
          List<Predicate> taken = offer.get().taken().stream().map(wanted::get).toList();
          assertThat(sorted(read(offer.get().scan(), Bindings.none(), 100)))
              .as("%s: %s", table.rowKey().text(), taken)
              .isEqualTo(sorted(ROWS.where(taken, Bindings.none())));
        }
      }
    }
  }

  private static Predicate predicate(Random random) {
    Column column = random.nextBoolean() ? Fulfilment.TMS : Fulfilment.DT;
    Op op = Op.values()[random.nextInt(Op.values().length)];
    if (op == Op.NE || random.nextInt(3) == 0) {
      int count = random.nextInt(12);
      return in(column, IntStream.range(0, count).mapToObj(i -> value(column, random)).toList());
    }
    return compare(column, op, value(column, random));
  }

  private static Object value(Column column, Random random) {
    return column == Fulfilment.TMS
        ? Fulfilment.carrier(random.nextInt(CARRIERS + 10))
        : day(random.nextInt(DAYS + 4) - 2);
  }

  @Test
  void keysOfAnotherFragmentAreReadInEveryNumber() {
    KeyFilter filter = new KeyFilter("k", List.of("dt", "tms"));
    for (int count : new int[] {0, 1, 7, 99, 100, 1_500}) {
      List<List<Object>> keys =
          IntStream.range(0, count)
              .mapToObj(i -> List.<Object>of(day(i % (DAYS + 1)), Fulfilment.carrier(i / 9)))
              .toList();
      KeySet set = new KeySet(List.of(Fulfilment.DT.type(), Fulfilment.TMS.type()), keys);
      Bindings bindings = new Bindings(List.of(), Map.of("k", set), Map.of());
      for (HBaseTable table : TABLES) {
        assertThat(sorted(read(scan(table).withKeys(filter), bindings, 64)))
            .as("%s keys of %s", count, table.rowKey().text())
            .isEqualTo(sorted(ROWS.where(filter, bindings)));
      }
    }
  }

  @Test
  void keysJoinWithFilters() {
    KeyFilter filter = new KeyFilter("k", List.of("tms"));
    List<List<Object>> keys =
        IntStream.range(100, 300).mapToObj(i -> List.<Object>of(Fulfilment.carrier(i))).toList();
    Bindings bindings =
        new Bindings(
            List.of(), Map.of("k", new KeySet(List.of(Fulfilment.TMS.type()), keys)), Map.of());
    Predicate oneDay = compare(Fulfilment.DT, Op.EQ, day(3));
    for (HBaseTable table : TABLES) {
      assertThat(sorted(read(scan(table, oneDay).withKeys(filter), bindings, 1_000)))
          .hasSize(50)
          .isEqualTo(sorted(ROWS.where(List.of(oneDay), bindings).where(filter, bindings)));
      assertThat(sorted(read(scan(table, oneDay).withKeys(filter))))
          .as("unbound keys, and a filter that is no prefix of the key")
          .isEqualTo(sorted(ROWS.where(List.of(oneDay), Bindings.none())));
    }
  }

  @Test
  void rowsWithoutTheProjectedCellsAreNotLost() {
    List<List<Column>> projections =
        List.of(
            List.of(),
            List.of(Fulfilment.DT),
            List.of(Fulfilment.CANCELLED),
            List.of(Fulfilment.UPDATED, Fulfilment.TMS),
            List.of(Fulfilment.DONE, Fulfilment.DONE));
    for (HBaseTable table : TABLES) {
      for (List<Column> output : projections) {
        for (Predicate[] filters :
            new Predicate[][] {
              {},
              {compare(Fulfilment.TMS, Op.EQ, Fulfilment.carrier(10))},
              {in(Fulfilment.TMS, IntStream.range(0, 60).mapToObj(Fulfilment::carrier).toList())},
              {compare(Fulfilment.TMS, Op.EQ, "TMS0010"), compare(Fulfilment.DT, Op.EQ, day(0))},
            }) {
          Scan scan =
              new Scan(
                  table, output, List.of(filters), Optional.empty(), List.of(), Optional.empty());
          assertThat(sorted(read(scan)))
              .isEqualTo(sorted(ROWS.where(List.of(filters), Bindings.none()).select(output)));
        }
      }
    }
  }

  @Test
  void wideFamiliesAreThinnedOutWithoutLosingRows() {
    List<Column> columns = new ArrayList<>(List.of(Fulfilment.TMS));
    for (int i = 0; i < 20; i++) {
      columns.add(new Column("c" + i, Fulfilment.DONE.type()));
    }
    HBaseTable wide =
        source.declare(
            new TableDefinition(
                new TableName("rt", "wide"),
                columns,
                List.of("tms"),
                List.of(),
                Map.of("table", "rt:wide", "row-key", "salt(2), utf8(tms)", "family", "d")));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int r = 0; r < 300; r++) {
      List<@Nullable Object> row = new ArrayList<>(Collections.nCopies(21, null));
      row.set(0, Fulfilment.carrier(r));
      row.set(1 + r % 20, (long) r);
      row.set(1 + r % 7, (long) -r);
      rows.add(r % 50 == 0 ? allNull(r) : row);
    }
    try (HBaseTableWriter writer = source.writer(wide)) {
      writer.create();
      rows.forEach(writer::write);
      writer.flush();
      assertThat(writer.count()).isEqualTo(300);
    }
    Relation all = new Relation(columns, rows);
    List<Column> output = List.of(columns.get(3), columns.get(0), columns.get(19));
    List<Object> some = IntStream.range(0, 150).<Object>mapToObj(Fulfilment::carrier).toList();
    for (List<Predicate> filters :
        List.of(
            List.<Predicate>of(),
            List.of(in(Fulfilment.TMS, some)),
            List.of(in(Fulfilment.TMS, some.subList(0, 20))))) {
      Scan scan = new Scan(wide, output, filters, Optional.empty(), List.of(), Optional.empty());
      assertThat(sorted(read(scan)))
          .isEqualTo(sorted(all.where(filters, Bindings.none()).select(output)));
    }
  }

  private static List<@Nullable Object> allNull(int r) {
    List<@Nullable Object> row = new ArrayList<>(Collections.nCopies(21, null));
    row.set(0, Fulfilment.carrier(r));
    return row;
  }

  @Test
  void keyOrderAndLimitAreKept() {
    SortKey byTms = new SortKey(Fulfilment.TMS, false, true);
    SortKey byDay = new SortKey(Fulfilment.DT, false, true);
    Want want =
        new Want(
            List.of(in(Fulfilment.TMS, List.of("TMS0140", "TMS0003", "TMS0077"))),
            List.of(byTms, byDay),
            Optional.of(new Operand.Literal(Value.of(31))));
    Pushdown offer = source.offer(scan(TABLES.get(0)), want).orElseThrow();
    assertThat(offer.orderTaken() && offer.limitTaken()).isTrue();
    assertThat(read(offer.scan(), Bindings.none(), 7).rows())
        .isEqualTo(
            ROWS.where(want.filters(), Bindings.none()).orderBy(want.order()).limit(31).rows());
  }

  @Test
  void limitedScanOfASaltedTableDeliversThatManyRows() {
    for (HBaseTable table : TABLES) {
      for (int limit : new int[] {0, 1, 5, 250}) {
        Scan limited =
            new Scan(
                table,
                Fulfilment.COLUMNS,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(new Operand.Literal(Value.of(limit))));
        assertThat(read(limited, Bindings.none(), 100).rows())
            .doesNotHaveDuplicates()
            .hasSize(limit);
      }
    }
  }

  @Test
  void nullParameterSelectsNothing() {
    Predicate unknown =
        new Compare(Fulfilment.TMS, Op.EQ, new Operand.Parameter(0, Fulfilment.TMS.type()));
    Bindings bindings = Bindings.of(List.of(Value.ofNull(Fulfilment.TMS.type())));
    assertThat(read(scan(TABLES.get(1), unknown), bindings, 10).rows()).isEmpty();
  }

  @Test
  void malformedCellNamesTableColumnAndKey() throws Exception {
    HBaseTable table = TABLES.get(1);
    byte[] key = table.rowKey().encode(List.of("BAD", day(0)));
    AsyncConnection connection = client.get().get();
    Put put = new Put(key).addColumn(table.family(), Bytes.toBytes("done"), new byte[] {1, 2, 3});
    connection.getTable(table.physical()).put(put).get();
    try {
      QueryException fault = failure(scan(table, compare(Fulfilment.TMS, Op.EQ, "BAD")));
      assertThat(fault.code()).isEqualTo(ErrorCode.DATA_CORRUPT);
      assertThat(fault.text())
          .contains("rt.f1", "column done", "BAD\\x00", "3 bytes, a BIGINT has 8");
      assertThat(fault.facts()).containsKeys("table", "column", "key");
    } finally {
      connection.getTable(table.physical()).delete(new Delete(key)).get();
    }
  }

  @Test
  void missingTableAndFamilyAreNamed() {
    HBaseTable missing = source.declare(Fulfilment.definition("nowhere", LAYOUTS.get(0)));
    QueryException fault = failure(scan(missing));
    assertThat(fault.code()).isEqualTo(ErrorCode.SOURCE_ERROR);
    assertThat(fault.text()).contains("hbase_rt", "rt:nowhere", "option 'table'");
    assertThat(source.discover(List.of(missing)).tables()).isEmpty();

    HBaseTable other =
        new HBaseTable(
            missing.definition(),
            TABLES.get(0).physical(),
            Bytes.toBytes("x"),
            missing.rowKey(),
            missing.keyIndexes(),
            missing.cells());
    assertThat(failure(scan(other)).text()).contains("column family", "option 'family'");
  }

  @Test
  void discoveryKnowsRowsKeyAndText() {
    assertThat(source.discover(List.copyOf(TABLES)).tables())
        .hasSize(TABLES.size())
        .allSatisfy(
            (TableFacts facts) -> {
              assertThat(facts.rows()).isEqualTo(CARRIERS * DAYS);
              assertThat(facts.bytes()).isPositive();
              assertThat(facts.exactText()).containsExactly("tms");
              assertThat(facts.indexes()).containsExactly(List.of("tms", "dt"));
            });
  }

  @Test
  void writerDeletesAndCreatesAnew() {
    HBaseTable table = source.declare(Fulfilment.definition("again", LAYOUTS.get(1)));
    try (HBaseTableWriter writer = source.writer(table)) {
      writer.create();
      writer.write(Fulfilment.row(1, 1));
      writer.flush();
      assertThat(writer.count()).isEqualTo(1);
      writer.delete();
      assertThat(writer.exists()).isFalse();
      writer.delete();
      writer.create(List.of(new byte[] {2}));
      assertThat(writer.count()).isZero();
      writer.delete();
    }
  }

  @Test
  void unreadScansAreBounded() {
    try (BatchStream stream =
        source
            .open(scan(TABLES.get(1)), Bindings.none(), context(10))
            .toCompletableFuture()
            .join()) {
      assertThat(stream.next()).isTrue();
      assertThat(stream.root().getRowCount()).isBetween(1, 10);
    }
  }
}
