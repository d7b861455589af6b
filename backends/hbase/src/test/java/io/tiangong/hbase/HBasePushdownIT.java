package io.tiangong.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.embedded.HBaseServer;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Predicate.Compare;
import io.tiangong.spi.Predicate.In;
import io.tiangong.spi.Predicate.IsNull;
import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.SortKey;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import io.tiangong.spi.Want;
import io.tiangong.spi.testing.ContractTable;
import io.tiangong.spi.testing.RandomPredicate;
import io.tiangong.spi.testing.Relation;
import io.tiangong.spi.testing.StreamReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.hbase.KeepDeletedCells;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is pushed into a real server changes no answer: cell filters, order, limit, versions.
 */
@Timeout(300)
class HBasePushdownIT {

  private static final Column SHOP = new Column("shop", text());
  private static final Column ITEM =
      new Column("item", ColumnType.of(TypeKind.INTEGER).withNullable(false));
  private static final Column AT =
      new Column("at", ColumnType.of(TypeKind.TIMESTAMP).withNullable(false));
  private static final Column QTY = new Column("qty", ColumnType.of(TypeKind.INTEGER));
  private static final List<Column> COLUMNS = List.of(SHOP, ITEM, AT, QTY);
  private static final List<String> PREFIXES =
      List.of("", "salt(4), ", "salt(3, shop), ", "hash(shop, 1), ");

  @TempDir static Path directory;

  private static final Relation SALES = new Relation(COLUMNS, sales());
  private static HBaseServer server;
  private static HBaseSource source;
  private static LazyConnection client;

  private final RootAllocator allocator = new RootAllocator();

  @BeforeAll
  static void start() {
    server = HBaseServer.start(directory);
    source =
        new HBaseSource(
            new SourceDefinition(
                "hbase_rt", "hbase", Map.of("primary.zookeeper", server.zookeeper())));
    client = new LazyConnection("test", server.zookeeper());
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

  private static ColumnType text() {
    return ColumnType.of(TypeKind.VARCHAR).withNullable(false);
  }

  private static List<List<Object>> sales() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      List<Object> row = new ArrayList<>();
      row.add("shop" + i % 9);
      row.add((long) (i / 9 % 10 - 5));
      row.add(java.time.LocalDateTime.of(2026, 11, 11, 0, 0).minusHours(i * 37L % 1_000));
      row.add(i % 4 == 0 ? null : (Object) (long) (i % 23 - 11));
      rows.add(row);
    }
    return rows;
  }

  private HBaseTable sales(int prefix) {
    HBaseTable table =
        source.declare(
            new TableDefinition(
                new TableName("rt", "sales" + prefix),
                COLUMNS,
                List.of("shop", "item", "at"),
                List.of(),
                Map.of(
                    "table", "rt:sales" + prefix,
                    "family", "d",
                    "row-key",
                        PREFIXES.get(prefix) + "utf8(shop), int(item), reversed_timestamp(at)")));
    write(table, SALES.rows());
    return table;
  }

  private static void write(HBaseTable table, List<? extends List<?>> rows) {
    try (HBaseTableWriter writer = source.writer(table)) {
      if (!writer.exists()) {
        writer.create();
        rows.forEach(row -> writer.write(new ArrayList<>(row)));
      }
    }
  }

  private Relation read(Scan scan, int batchRows) {
    ScanContext context =
        new ScanContext("q", allocator, Cancellation.create(), Runnable::run, batchRows);
    try (BatchStream stream =
        source.open(scan, Bindings.none(), context).toCompletableFuture().join()) {
      return StreamReader.drain(stream);
    }
  }

  private static List<String> printable(Relation relation) {
    return relation.rows().stream()
        .map(row -> row.stream().map(StreamReader::printable).toList().toString())
        .toList();
  }

  private static List<String> sorted(Relation relation) {
    return printable(relation).stream().sorted().toList();
  }

  @Test
  void conditionsOnCellsInEveryEncodingChangeNoAnswer() {
    Relation all = ContractTable.relation();
    Random random = new Random(11);
    for (String encoding : List.of("binary", "text", "ordered")) {
      HBaseTable table =
          source.declare(
              ContractTable.definition(
                  Map.of(
                      "table", "contract:" + encoding,
                      "row-key", "salt(4), long(id)",
                      "family", "d",
                      "encoding", encoding,
                      "encoding.c_varchar", "text",
                      "encoding.c_decimal", "binary")));
      write(table, all.rows());
      int taken = 0;
      for (int i = 0; i < 200; i++) {
        List<Predicate> wanted =
            IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(n -> RandomPredicate.over(all, random))
                .toList();
        Scan everything = Scan.of(table, ContractTable.COLUMNS);
        Optional<Pushdown> offer = source.offer(everything, Want.filters(wanted));
        if (offer.isPresent()) {
          List<Predicate> filters = offer.get().taken().stream().map(wanted::get).toList();
          taken += filters.size();
          List<Column> output = some(random);
          assertThat(sorted(read(offer.get().scan().withOutput(output), 64)))
              .as("%s: %s", encoding, filters)
              .isEqualTo(sorted(all.where(filters, Bindings.none()).select(output)));
        }
      }
      assertThat(taken).as(encoding).isGreaterThan(50);
    }
  }

  private static List<Column> some(Random random) {
    return ContractTable.COLUMNS.stream().filter(c -> random.nextInt(4) == 0).toList();
  }

  @Test
  void orderFilterAndLimitTogetherChangeNoAnswer() {
    Random random = new Random(3);
    for (int prefix = 0; prefix < PREFIXES.size(); prefix++) {
      HBaseTable table = sales(prefix);
      int ordered = 0;
      for (int i = 0; i < 150; i++) {
        List<Predicate> filters =
            IntStream.range(0, random.nextInt(4)).mapToObj(n -> salesPredicate(random)).toList();
        List<SortKey> order = order(random);
        Optional<Operand> limit =
            random.nextBoolean()
                ? Optional.of(literal(ITEM, (long) random.nextInt(60)))
                : Optional.empty();
        Optional<Pushdown> offer =
            source.offer(
                Scan.of(table, COLUMNS),
                new Want(
                    filters,
                    order,
                    limit.map(
                        l ->
                            new Operand.Literal(
                                Value.of((Long) ((Operand.Literal) l).value().value())))));
        if (offer.isPresent() && offer.get().orderTaken()) {
          ordered++;
          List<Predicate> taken = offer.get().taken().stream().map(filters::get).toList();
          Relation expected = SALES.where(taken, Bindings.none()).orderBy(order);
          if (offer.get().limitTaken()) {
            expected =
                expected.limit((Long) ((Operand.Literal) limit.orElseThrow()).value().value());
          }
          assertThat(printable(read(offer.get().scan(), 1 + random.nextInt(50))))
              .as("%s %s %s", PREFIXES.get(prefix), offer.get().scan().filters(), order)
              .isEqualTo(printable(expected));
        }
      }
      assertThat(ordered).as(PREFIXES.get(prefix)).isGreaterThan(3);
    }
  }

  /** All key columns, so that the order is total and answers can be compared row by row. */
  private static List<SortKey> order(Random random) {
    boolean down = random.nextBoolean();
    return List.of(
        new SortKey(SHOP, down, !down),
        new SortKey(ITEM, down, !down),
        new SortKey(AT, !down, down));
  }

  private static Predicate salesPredicate(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Compare(QTY, op(random), literal(QTY, (long) (random.nextInt(30) - 15)));
      case 1 -> new IsNull(QTY, true);
      case 2 -> new In(SHOP, shops(random));
      case 3 -> new Compare(SHOP, op(random), literal(SHOP, "shop" + random.nextInt(10)));
      default ->
          new In(
              ITEM,
              IntStream.range(0, 1 + random.nextInt(7))
                  .mapToObj(n -> literal(ITEM, (long) (random.nextInt(12) - 6)))
                  .toList());
    };
  }

  private static Op op(Random random) {
    return Op.values()[random.nextInt(Op.values().length)];
  }

  private static List<Operand> shops(Random random) {
    return IntStream.range(0, 1 + random.nextInt(5))
        .mapToObj(n -> literal(SHOP, "shop" + random.nextInt(10)))
        .toList();
  }

  private static Operand literal(Column column, Object value) {
    return new Operand.Literal(new Value(column.type(), value));
  }

  @Test
  void manyOrderedPointsAreReadInBothDirections() {
    List<Object> items = IntStream.range(-5, 5).<Object>mapToObj(i -> (long) i).toList();
    List<Predicate> filters =
        List.of(
            new In(SHOP, IntStream.range(0, 9).mapToObj(i -> literal(SHOP, "shop" + i)).toList()),
            new In(ITEM, items.stream().map(i -> literal(ITEM, i)).toList()),
            new In(
                AT,
                SALES.rows().stream()
                    .map(row -> row.get(2))
                    .distinct()
                    .limit(40)
                    .map(at -> literal(AT, at))
                    .toList()));
    for (int prefix = 0; prefix < PREFIXES.size(); prefix++) {
      for (boolean down : new boolean[] {false, true}) {
        List<SortKey> order =
            List.of(
                new SortKey(SHOP, down, !down),
                new SortKey(ITEM, down, !down),
                new SortKey(AT, !down, down));
        Optional<Pushdown> offer =
            source.offer(
                Scan.of(sales(prefix), COLUMNS), new Want(filters, order, Optional.empty()));
        if (offer.orElseThrow().orderTaken()) {
          assertThat(printable(read(offer.get().scan(), 16)))
              .isEqualTo(printable(SALES.where(filters, Bindings.none()).orderBy(order)));
        }
      }
    }
  }

  @Test
  void askingForAMomentHidesNewerVersionsAndRows() throws Exception {
    HBaseTable table =
        source.declare(
            new TableDefinition(
                new TableName("rt", "versions"),
                List.of(SHOP, QTY),
                List.of("shop"),
                List.of(),
                Map.of("table", "versions", "row-key", "salt(2), utf8(shop)", "family", "d")));
    client
        .get()
        .get()
        .getAdmin()
        .createTable(
            TableDescriptorBuilder.newBuilder(table.physical())
                .setColumnFamily(
                    ColumnFamilyDescriptorBuilder.newBuilder(table.family())
                        .setMaxVersions(5)
                        .setKeepDeletedCells(KeepDeletedCells.TRUE)
                        .build())
                .build())
        .get();
    AsyncTable<?> cells = client.get().get().getTable(table.physical());
    cells.put(version(table, "old", 1_000, 1)).get();
    cells.put(version(table, "old", 2_000, 2)).get();
    cells.put(version(table, "new", 2_500, 7)).get();
    cells.put(version(table, "gone", 1_000, 5)).get();
    cells.delete(new Delete(table.rowKey().encode(List.of("gone")), 1_500)).get();

    assertThat(at(table, 999)).isEmpty();
    assertThat(at(table, 1_000)).containsOnly(Map.entry("old", 1L), Map.entry("gone", 5L));
    assertThat(at(table, 1_500)).containsOnly(Map.entry("old", 1L));
    assertThat(at(table, 2_499)).containsOnly(Map.entry("old", 2L));
    assertThat(at(table, 2_500)).containsOnly(Map.entry("old", 2L), Map.entry("new", 7L));
    for (Predicate filter :
        List.of(
            new Compare(QTY, Op.EQ, literal(QTY, 1L)),
            new Compare(SHOP, Op.EQ, literal(SHOP, "old")))) {
      assertThat(at(table, 1_600, filter)).containsOnly(Map.entry("old", 1L));
    }
    assertThat(at(table, 2_100, new Compare(QTY, Op.EQ, literal(QTY, 1L)))).isEmpty();
  }

  private static Put version(HBaseTable table, String shop, long timestamp, int qty) {
    return new Put(table.rowKey().encode(List.of(shop)))
        .addColumn(table.family(), Bytes.toBytes("qty"), timestamp, Bytes.toBytes(qty));
  }

  private Map<Object, Object> at(HBaseTable table, long millis, Predicate... filters) {
    ColumnType type = ColumnType.of(TypeKind.TIMESTAMP_LTZ);
    Operand moment = new Operand.Literal(new Value(type, Instant.ofEpochMilli(millis)));
    Scan scan = Scan.of(table, List.of(SHOP, QTY)).withFilters(List.of(filters)).withAsOf(moment);
    Map<Object, Object> rows = new HashMap<>();
    read(scan, 10).rows().forEach(row -> rows.put(row.get(0), row.get(1)));
    return rows;
  }
}
