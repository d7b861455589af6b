package io.tiangong.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.embedded.HBaseServer;
import io.tiangong.hbase.cell.CellEncoding;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Predicate.Compare;
import io.tiangong.spi.Predicate.In;
import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Scan;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import io.tiangong.spi.testing.Relation;
import io.tiangong.spi.testing.StreamReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that don't fit their declaration name table, column and key on every way of reading. */
class CorruptCellsIT {

  private static final Column TMS = Fulfilment.TMS;
  private static final Column DT = Fulfilment.DT;
  private static final Column DONE = Fulfilment.DONE;
  private static final Column DOC = new Column("doc", ColumnType.of(TypeKind.JSON));
  private static final LocalDate DAY = Fulfilment.FIRST_DAY;

  @TempDir static Path directory;

  private static HBaseServer server;
  private static HBaseSource source;
  private static LazyConnection client;

  private final RootAllocator allocator = new RootAllocator();

  @BeforeAll
  static void fill() throws Exception {
    server = HBaseServer.start(directory);
    Map<String, String> options = Map.of("primary.zookeeper", server.zookeeper());
    source = new HBaseSource(new SourceDefinition("hbase_rt", "hbase", options));
    client = new LazyConnection("test", server.zookeeper());
    for (CellEncoding encoding : CellEncoding.values()) {
      HBaseTable table = table("bad", encoding);
      try (HBaseTableWriter writer = source.writer(table)) {
        writer.create();
        writer.write(Arrays.asList("GOOD", DAY, 7L, "[]"));
      }
      byte[] done = encoding.codec(DONE.type()).encode(258L);
      byte[] doc = encoding.codec(ColumnType.of(TypeKind.VARCHAR)).encode("[1,]");
      put(table, "NUMBER", "done", Arrays.copyOf(done, done.length - 1), encoding);
      put(table, "LONG", "done", Arrays.copyOf(done, done.length + 1), encoding);
      put(table, "DOC", "doc", doc, encoding);
    }
    for (CellEncoding encoding : CellEncoding.values()) {
      HBaseTable table = table("keys", encoding);
      try (HBaseTableWriter writer = source.writer(table)) {
        writer.create();
      }
      byte[] key = table.rowKey().encode(List.of("SHORT", DAY));
      write(
          table,
          Arrays.copyOf(key, key.length - 2),
          "done",
          encoding.codec(DONE.type()).encode(1L));
    }
  }

  /** Text has no length of its own: there the digits are broken. */
  private static void put(
      HBaseTable table, String tms, String column, byte[] cell, CellEncoding encoding)
      throws Exception {
    boolean digits = encoding == CellEncoding.TEXT && column.equals("done");
    write(
        table,
        table.rowKey().encode(List.of(tms, DAY)),
        column,
        digits ? Bytes.toBytes("25x") : cell);
  }

  private static void write(HBaseTable table, byte[] key, String column, byte[] cell)
      throws Exception {
    Put put = new Put(key).addColumn(table.family(), Bytes.toBytes(column), cell);
    client.get().get().getTable(table.physical()).put(put).get();
  }

  private static HBaseTable table(String name, CellEncoding encoding) {
    String physical = name + "_" + encoding;
    return source.declare(
        new TableDefinition(
            new TableName("rt", physical),
            List.of(TMS, DT, DONE, DOC),
            List.of("tms", "dt"),
            List.of(),
            Map.of(
                "table",
                "rt:" + physical,
                "row-key",
                "utf8(tms), date(dt)",
                "family",
                "d",
                "encoding",
                encoding.toString().toLowerCase(Locale.ROOT))));
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

  /** The ways to reach a row. */
  private enum Way {
    POINT_GET,
    MULTI_GET,
    FED_KEYS,
    PREFIX_SCAN,
    FULL_SCAN;

    Scan of(HBaseTable table, List<Column> output, String tms) {
      Scan all = Scan.of(table, output);
      return switch (this) {
        case POINT_GET -> all.withFilters(List.of(is(TMS, tms), is(DT, DAY)));
        case MULTI_GET ->
            all.withFilters(
                List.of(
                    new In(TMS, List.of(literal(TMS, "GOOD"), literal(TMS, tms))), is(DT, DAY)));
        case FED_KEYS -> all.withKeys(new KeyFilter("k", List.of("tms", "dt")));
        case PREFIX_SCAN -> all.withFilters(List.of(is(TMS, tms)));
        case FULL_SCAN -> all;
      };
    }

    private static Predicate is(Column column, Object value) {
      return new Compare(column, Op.EQ, literal(column, value));
    }

    private static Operand literal(Column column, Object value) {
      return new Operand.Literal(new Value(column.type(), value));
    }
  }

  private static Stream<Arguments> ways() {
    return Arrays.stream(CellEncoding.values())
        .flatMap(encoding -> Arrays.stream(Way.values()).map(way -> Arguments.of(encoding, way)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void malformedNumberNamesTableColumnAndKey(CellEncoding encoding, Way way) {
    HBaseTable table = table("bad", encoding);
    for (String tms : List.of("NUMBER", "LONG")) {
      if (way == Way.FULL_SCAN && tms.equals("NUMBER")) {
        continue;
      }
      QueryException fault = fault(way.of(table, List.of(TMS, DT, DONE), tms), tms);
      assertNamed(fault, table, "done", tms + "\\x00");
      assertThat(fault.text()).contains("BIGINT");
      assertNamed(fault(way.of(table, List.of(DONE), tms), tms), table, "done", tms + "\\x00");
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void textThatIsNotJsonNamesTableColumnAndKey(CellEncoding encoding, Way way) {
    HBaseTable table = table("bad", encoding);
    QueryException fault = fault(way.of(table, List.of(TMS, DOC), "DOC"), "DOC");
    assertNamed(fault, table, "doc", "DOC\\x00");
    assertThat(fault.text()).endsWith(": not JSON");
  }

  @ParameterizedTest
  @EnumSource
  void malformedKeyNamesTableAndKey(CellEncoding encoding) {
    HBaseTable table = table("keys", encoding);
    for (Way way : List.of(Way.PREFIX_SCAN, Way.FULL_SCAN)) {
      for (List<Column> output : List.of(List.of(TMS, DT, DONE), List.of(DT))) {
        QueryException fault = fault(way.of(table, output, "SHORT"), "SHORT");
        assertNamed(fault, table, "row-key", "SHORT\\x00");
      }
    }
  }

  /** COUNT(*) reads keys only. */
  @ParameterizedTest
  @EnumSource
  void rowsAreCountedByTheirKeys(CellEncoding encoding) {
    assertThat(read(Scan.of(table("bad", encoding), List.of(TMS)), "GOOD").rows()).hasSize(4);
    assertThat(read(Way.PREFIX_SCAN.of(table("bad", encoding), List.of(TMS), "LONG"), "").rows())
        .containsExactly(List.of("LONG"));
    assertNamed(
        fault(Scan.of(table("keys", encoding), List.of(TMS)), ""),
        table("keys", encoding),
        "row-key",
        "SHORT\\x00");
  }

  private static void assertNamed(
      QueryException fault, HBaseTable table, String column, String key) {
    assertThat(fault.code()).as(fault.text()).isEqualTo(ErrorCode.DATA_CORRUPT);
    String name = table.definition().name().toString();
    assertThat(fault.text())
        .startsWith("table " + name + ", column " + column + ", row key " + key);
    assertThat(fault.facts()).containsEntry("table", name).containsEntry("column", column);
    assertThat(fault.facts().get("key")).startsWith(key);
  }

  private Relation read(Scan scan, String tms) {
    KeySet keys = new KeySet(List.of(TMS.type(), DT.type()), List.of(List.of(tms, DAY)));
    Bindings bindings = new Bindings(List.of(), Map.of("k", keys), Map.of());
    ScanContext context =
        new ScanContext("q", allocator, Cancellation.create(), Runnable::run, 100);
    try (BatchStream stream = source.open(scan, bindings, context).toCompletableFuture().join()) {
      return StreamReader.drain(stream);
    }
  }

  private QueryException fault(Scan scan, String tms) {
    Throwable thrown = catchThrowableOfType(RuntimeException.class, () -> read(scan, tms));
    Throwable fault = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    assertThat(fault).isInstanceOf(QueryException.class);
    return (QueryException) fault;
  }
}
