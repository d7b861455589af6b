package io.tiangong.hbase.keyplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.hbase.rowkey.ByteRange;
import io.tiangong.hbase.rowkey.RowKeyParser;
import io.tiangong.hbase.rowkey.RowKeySpec;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import io.tiangong.spi.testing.Relation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** What a plan reads, tested where it says so, is exactly what the predicates select. */
class KeyPlannerPropertyTest {

  private static final Column TMS = column("tms", TypeKind.VARCHAR);
  private static final Column DT = column("dt", TypeKind.DATE);
  private static final Column N = column("n", TypeKind.BIGINT);
  private static final List<Column> COLUMNS = List.of(TMS, DT, N);
  private static final List<String> TEXTS = List.of("", "a", "a\u0001", "ab", "b", "单");

  private static final List<String> LAYOUTS =
      List.of(
          "utf8(tms), date(dt), long(n)",
          "long(n), date(dt), utf8(tms)",
          "salt(4), utf8(tms), date(dt), long(n)",
          "salt(4, tms), utf8(tms), date(dt), long(n)",
          "salt(3, dt), utf8(tms), date(dt), long(n)",
          "hash(tms, 2), utf8(tms), date(dt), long(n)",
          "hash(n, 1), utf8(tms), date(dt), long(n)");

  private static Column column(String name, TypeKind kind) {
    return new Column(name, ColumnType.of(kind).withNullable(false));
  }

  private static Relation everyRow() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (String text : TEXTS) {
      for (int day = 0; day < 4; day++) {
        for (long n = -2; n < 2; n++) {
          rows.add(Arrays.asList(text, LocalDate.EPOCH.plusDays(day - 1), n));
        }
      }
    }
    return new Relation(COLUMNS, rows);
  }

  @Property(tries = 2_000, seed = "20261111")
  void plansSelectExactlyTheRowsOfThePredicates(@ForAll Random random) {
    RowKeySpec spec = RowKeyParser.parse(LAYOUTS.get(random.nextInt(LAYOUTS.size())), COLUMNS);
    List<Predicate> filters =
        IntStream.range(0, random.nextInt(4)).mapToObj(i -> predicate(random)).toList();
    Optional<KeyFilter> keys = keyFilter(random);
    Bindings bindings = bindings(random, keys);
    KeyPlanner.Limits limits = new KeyPlanner.Limits(limit(random), limit(random));

    KeyCondition condition = KeyCondition.of(spec, filters, keys, bindings);
    KeyPlan plan = KeyPlanner.plan(condition, limits);

    Relation all = everyRow();
    Relation expected = all.where(filters, bindings);
    if (keys.isPresent()) {
      expected = expected.where(keys.get(), bindings);
    }
    assertThat(selected(all, spec, condition, plan)).isEqualTo(expected.rows());
  }

  private static int limit(Random random) {
    return random.nextBoolean() ? 1_000 : 1 + random.nextInt(6);
  }

  private static List<List<@Nullable Object>> selected(
      Relation all, RowKeySpec spec, KeyCondition condition, KeyPlan plan) {
    return all.rows().stream()
        .filter(
            row -> {
              byte[] key = key(spec, row);
              return reads(plan, key) && (isExact(plan) || condition.test(key, spec.bounds(key)));
            })
        .toList();
  }

  private static byte[] key(RowKeySpec spec, List<@Nullable Object> row) {
    return spec.encode(
        spec.fields().stream().map(field -> row.get(COLUMNS.indexOf(field.column()))).toList());
  }

  private static boolean isExact(KeyPlan plan) {
    return !(plan instanceof KeyPlan.Ranges ranges) || ranges.exact();
  }

  private static boolean reads(KeyPlan plan, byte[] key) {
    if (plan instanceof KeyPlan.Ranges ranges) {
      long hits = ranges.ranges().stream().filter(range -> range.contains(key)).count();
      assertThat(hits).as("no row is read twice").isLessThanOrEqualTo(1);
      return hits == 1;
    }
    TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    keys.addAll(((KeyPlan.Points) plan).keys());
    assertThat(keys).as("points are distinct").hasSize(((KeyPlan.Points) plan).keys().size());
    return keys.contains(key);
  }

  private static Predicate predicate(Random random) {
    return random.nextInt(4) == 0
        ? new Predicate.AnyOf(
            IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(
                    branch ->
                        IntStream.rangeClosed(0, random.nextInt(3))
                            .mapToObj(i -> ofOneField(random))
                            .toList())
                .toList())
        : ofOneField(random);
  }

  private static Predicate ofOneField(Random random) {
    Column column = COLUMNS.get(random.nextInt(3));
    Op op = Op.values()[random.nextInt(Op.values().length)];
    if (op == Op.NE) {
      List<Operand> operands =
          IntStream.range(0, random.nextInt(4)).mapToObj(i -> operand(column, random)).toList();
      return new Predicate.In(column, operands);
    }
    return new Predicate.Compare(column, op, operand(column, random));
  }

  private static Operand operand(Column column, Random random) {
    if (random.nextInt(30) == 0) {
      return new Operand.Literal(Value.ofNull(column.type()));
    }
    return new Operand.Literal(new Value(column.type(), value(column, random)));
  }

  private static Object value(Column column, Random random) {
    return switch (column.type().kind()) {
      case VARCHAR ->
          random.nextInt(10) == 0 ? "a\u0000b" : TEXTS.get(random.nextInt(TEXTS.size()));
      case DATE -> LocalDate.EPOCH.plusDays(random.nextInt(5) - 2);
      default -> (long) (random.nextInt(6) - 3);
    };
  }

  private static Optional<KeyFilter> keyFilter(Random random) {
    List<String> names = new ArrayList<>(List.of("n", "dt", "tms"));
    names.removeIf(name -> random.nextInt(3) > 0);
    return names.isEmpty() ? Optional.empty() : Optional.of(new KeyFilter("k", names));
  }

  private static Bindings bindings(Random random, Optional<KeyFilter> filter) {
    if (filter.isEmpty() || random.nextInt(5) == 0) {
      return Bindings.none();
    }
    List<Column> columns =
        filter.get().columns().stream()
            .map(
                name ->
                    COLUMNS.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow())
            .toList();
    List<List<Object>> rows =
        IntStream.range(0, random.nextInt(8))
            .mapToObj(i -> columns.stream().map(column -> value(column, random)).toList())
            .distinct()
            .toList();
    KeySet keys = new KeySet(columns.stream().map(Column::type).toList(), rows);
    return new Bindings(List.of(), Map.of("k", keys), Map.of());
  }

  @Property(tries = 20, seed = "20261111")
  void consecutiveDaysBecomeOneRange(@ForAll Random random) {
    RowKeySpec spec = RowKeyParser.parse("date(dt), long(n)", COLUMNS);
    List<Operand> days =
        IntStream.range(0, 2 + random.nextInt(5))
            .<Operand>mapToObj(
                i -> new Operand.Literal(new Value(DT.type(), LocalDate.EPOCH.plusDays(i))))
            .toList();
    KeyPlan plan =
        KeyPlanner.plan(
            KeyCondition.of(
                spec, List.of(new Predicate.In(DT, days)), Optional.empty(), Bindings.none()),
            KeyPlanner.Limits.DEFAULT);
    assertThat(plan)
        .isInstanceOfSatisfying(
            KeyPlan.Ranges.class,
            ranges -> {
              assertThat(ranges.exact()).isTrue();
              assertThat(ranges.ranges()).hasSize(1).noneMatch(ByteRange::isAll);
            });
  }
}
