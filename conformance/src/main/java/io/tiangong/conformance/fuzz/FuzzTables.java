package io.tiangong.conformance.fuzz;

import static io.tiangong.conformance.placement.LogicalTable.nullable;
import static io.tiangong.conformance.placement.LogicalTable.required;

import io.tiangong.conformance.placement.LogicalTable;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables that random queries read, small and full of what goes wrong: NULLs, ties, extremes,
 * texts that differ in case or in trailing spaces only.
 */
public final class FuzzTables {

  private static final int NUMBERS = 44;
  private static final int EVENTS = 56;
  private static final int DIMENSIONS = 10;
  private static final double NULL_SHARE = 0.15;

  public static final LogicalTable NUM =
      new LogicalTable(
          "num",
          List.of(
              required("id", TypeKind.INTEGER),
              nullable("k", TypeKind.SMALLINT),
              nullable("tiny", TypeKind.TINYINT),
              nullable("small", TypeKind.SMALLINT),
              nullable("i", TypeKind.INTEGER),
              nullable("big", TypeKind.BIGINT),
              new Column("price", ColumnType.decimal(18, 4)),
              new Column("wide", ColumnType.decimal(38, 10)),
              nullable("dbl", TypeKind.DOUBLE),
              nullable("flt", TypeKind.FLOAT),
              nullable("flag", TypeKind.BOOLEAN)),
          List.of("id"));

  public static final LogicalTable TXT =
      new LogicalTable(
          "txt",
          List.of(
              required("code", TypeKind.VARCHAR),
              nullable("k", TypeKind.INTEGER),
              nullable("exact", TypeKind.VARCHAR),
              nullable("loose", TypeKind.VARCHAR),
              nullable("day", TypeKind.DATE)),
          List.of("code"));

  public static final LogicalTable EV =
      new LogicalTable(
          "ev",
          List.of(
              required("tag", TypeKind.VARCHAR),
              required("day", TypeKind.DATE),
              required("seq", TypeKind.INTEGER),
              new Column("moment", new ColumnType(TypeKind.TIMESTAMP, 3, 0, true)),
              nullable("n", TypeKind.BIGINT),
              nullable("k", TypeKind.INTEGER),
              new Column("amount", ColumnType.decimal(12, 2)),
              nullable("ratio", TypeKind.DOUBLE),
              nullable("bin", TypeKind.VARBINARY),
              nullable("tm", TypeKind.TIME)),
          List.of("tag", "day", "seq"));

  public static final LogicalTable DIM =
      new LogicalTable(
          "dim",
          List.of(
              required("k", TypeKind.BIGINT),
              nullable("label", TypeKind.VARCHAR),
              nullable("ok", TypeKind.BOOLEAN)),
          List.of("k"));

  public static final List<LogicalTable> ALL = List.of(NUM, TXT, EV, DIM);

  private final Random random;
  private final Values values;
  private final Map<LogicalTable, List<List<@Nullable Object>>> rows = new LinkedHashMap<>();

  public FuzzTables(long seed) {
    this.random = new Random(seed);
    this.values = new Values(random);
    rows.put(NUM, numbered(NUMBERS, NUM));
    rows.put(TXT, texts());
    rows.put(EV, events());
    rows.put(DIM, numbered(DIMENSIONS, DIM));
  }

  public List<List<@Nullable Object>> rows(LogicalTable table) {
    return rows.getOrDefault(table, List.of());
  }

  /** Keys from 0. */
  private List<List<@Nullable Object>> numbered(int count, LogicalTable table) {
    List<List<@Nullable Object>> made = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      made.add(row(table, i));
    }
    return made;
  }

  private List<List<@Nullable Object>> texts() {
    List<List<@Nullable Object>> made = new ArrayList<>();
    for (String code : Values.TEXTS) {
      if (!code.isEmpty()) {
        made.add(row(TXT, code));
      }
    }
    return made;
  }

  /** Keys are drawn; a later row of one key replaces an earlier one. */
  private List<List<@Nullable Object>> events() {
    Map<String, List<@Nullable Object>> byKey = new TreeMap<>();
    for (int i = 0; i < EVENTS; i++) {
      String tag = Values.TEXTS.get(random.nextInt(8));
      List<@Nullable Object> row = row(EV, tag, values.day(), (long) random.nextInt(4));
      byKey.put(row.subList(0, 3).toString(), row);
    }
    return List.copyOf(byKey.values());
  }

  private List<@Nullable Object> row(LogicalTable table, Object... key) {
    List<@Nullable Object> row = new ArrayList<>(Arrays.asList(key));
    for (Column column : table.columns().subList(key.length, table.columns().size())) {
      row.add(random.nextDouble() < NULL_SHARE ? null : values.stored(column));
    }
    return row;
  }
}
