package io.tiangong.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.Operand;
import io.tiangong.spi.Predicate;
import io.tiangong.spi.Predicate.Compare;
import io.tiangong.spi.Predicate.In;
import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.Pushdown;
import io.tiangong.spi.Scan;
import io.tiangong.spi.SortKey;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import io.tiangong.spi.Want;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyPushdownTest {

  private static final Column A = key("a", TypeKind.VARCHAR);
  private static final Column B = key("b", TypeKind.BIGINT);
  private static final Column C = key("c", TypeKind.TIMESTAMP);
  private static final Column V = new Column("v", ColumnType.of(TypeKind.DOUBLE));
  private static final Column W = new Column("w", ColumnType.of(TypeKind.BIGINT));
  private static final List<Column> COLUMNS = List.of(A, B, C, V, W);

  private static final Predicate A_IS = compare(A, Op.EQ);
  private static final Predicate B_IS = compare(B, Op.EQ);
  private static final Predicate C_IS = compare(C, Op.EQ);
  private static final Predicate B_OVER = compare(B, Op.GT);
  private static final Predicate B_UNDER = compare(B, Op.LE);
  private static final Predicate V_IS = compare(V, Op.EQ);
  private static final Predicate A_IN =
      new In(A, List.of(new Operand.Literal(Value.of("x")), new Operand.Literal(Value.of("y"))));
  private static final Optional<Operand> TEN = Optional.of(new Operand.Literal(Value.of(10)));

  private static Column key(String name, TypeKind kind) {
    return new Column(name, ColumnType.of(kind).withNullable(false));
  }

  private static Predicate compare(Column column, Op op) {
    return new Compare(column, op, new Operand.Parameter(0, column.type()));
  }

  private static HBaseTable table(String prefix) {
    return TableDeclaration.compile(
        new TableDefinition(
            new TableName("t", "t"),
            COLUMNS,
            List.of("a", "b", "c"),
            List.of(),
            Map.of(
                "table",
                "t",
                "family",
                "d",
                "row-key",
                prefix + "utf8(a), long(b), reversed_timestamp(c)")));
  }

  private static Optional<Pushdown> offer(String prefix, Want want) {
    HBaseTable table = table(prefix);
    return KeyPushdown.offer(table, Scan.of(table, COLUMNS), want);
  }

  private static Optional<Pushdown> offer(Predicate... filters) {
    return offer("salt(8), ", Want.filters(List.of(filters)));
  }

  private static String describe(Pushdown offer) {
    return ScanDescription.of((HBaseTable) offer.scan().table(), offer.scan());
  }

  @Test
  void leftPrefixIsTakenUpToTheFirstRange() {
    assertThat(offer(V_IS, A_IS)).hasValueSatisfying(o -> assertThat(o.taken()).containsExactly(1));
    assertThat(offer(A_IN, B_OVER, B_UNDER, C_IS))
        .hasValueSatisfying(o -> assertThat(o.taken()).containsExactlyInAnyOrder(0, 1, 2));
    assertThat(offer(C_IS, B_IS, A_IS))
        .hasValueSatisfying(o -> assertThat(o.taken()).containsExactlyInAnyOrder(0, 1, 2));
  }

  @Test
  void whatIsNoPrefixHasNoEffect() {
    assertThat(offer(B_IS, C_IS, V_IS)).isEmpty();
    assertThat(offer(new Compare(A, Op.NE, new Operand.Literal(Value.of("x"))))).isEmpty();
    assertThat(offer(new Predicate.IsNull(A, true))).isEmpty();
    assertThat(offer()).isEmpty();
  }

  @SafeVarargs
  private static Predicate anyOf(List<Predicate>... branches) {
    return new Predicate.AnyOf(List.of(branches));
  }

  @Test
  void choicesOfKeyConditionsAreTaken() {
    Predicate ranges = anyOf(List.of(A_IS, B_OVER), List.of(A_IN), List.of(compare(A, Op.GE)));
    assertThat(describe(offer(ranges).orElseThrow()))
        .isEqualTo(
            "range scan t by (a) x 8 salt buckets, where"
                + " (a = ?1 and b > ?1) or (a IN ('x', 'y')) or (a >= ?1)");
    Predicate points = anyOf(List.of(A_IS, B_IS, C_IS), List.of(A_IN, B_IS, C_IS));
    assertThat(describe(offer(points).orElseThrow())).startsWith("multi-get t by (a, b, c), where");
    Predicate under = anyOf(List.of(B_OVER, C_IS), List.of(B_IS));
    assertThat(offer(under)).as("b alone narrows no key").isEmpty();
    assertThat(describe(offer(A_IS, under).orElseThrow())).startsWith("range scan t by (a, b)");
    assertThat(offer(anyOf(List.of(A_IS), List.of(V_IS)))).as("a cell").isEmpty();
    assertThat(offer(ranges, points).orElseThrow().taken()).as("one of them").containsExactly(0);
    assertThat(offer("hash(b, 2), ", Want.filters(List.of(ranges)))).isEmpty();
  }

  @Test
  void conditionsOnCellsAreTakenWhereBytesDecideThem() {
    for (Op op : Op.values()) {
      assertThat(offer(compare(W, op))).isPresent();
      assertThat(offer(compare(V, op))).as("one double has several encodings").isEmpty();
    }
    assertThat(offer(new Predicate.IsNull(V, true))).isPresent();
    assertThat(offer(new Predicate.IsNull(W, false))).as("a filter finds cells only").isEmpty();
    Operand one = new Operand.Literal(Value.of(1));
    assertThat(offer(new In(W, Collections.nCopies(50, one)))).isPresent();
    assertThat(offer(new In(W, Collections.nCopies(51, one)))).isEmpty();
    Pushdown both = offer(A_IS, compare(W, Op.LT)).orElseThrow();
    assertThat(describe(both)).endsWith(", where a = ?1, cells w < ?1");
    assertThat(
            describe(
                offer("hash(b, 2), ", Want.filters(List.of(A_IS, compare(W, Op.LT))))
                    .orElseThrow()))
        .isEqualTo("full scan t, cells w < ?1");
  }

  @Test
  void hashedKeyNeedsTheHashedColumn() {
    assertThat(offer("hash(b, 2), ", Want.filters(List.of(A_IS)))).isEmpty();
    assertThat(offer("hash(a, 2), ", Want.filters(List.of(A_IS)))).isPresent();
  }

  @Test
  void keysOfAnotherFragmentCountAsEqualities() {
    HBaseTable table = table("salt(8), ");
    Scan scan = Scan.of(table, COLUMNS).withKeys(new KeyFilter("k1", List.of("A")));
    Optional<Pushdown> offer = KeyPushdown.offer(table, scan, Want.filters(List.of(B_IS, C_IS)));
    assertThat(offer).hasValueSatisfying(o -> assertThat(o.taken()).hasSize(2));
    assertThat(describe(offer.orElseThrow())).startsWith("multi-get t by (a, b, c), keys from k1");
  }

  @Test
  void descriptionsNameTheAccess() {
    assertThat(describe(offer(A_IS, B_IS, C_IS).orElseThrow())).startsWith("get t by (a, b, c)");
    assertThat(describe(offer(A_IN, B_IS, C_IS).orElseThrow())).startsWith("multi-get t by");
    assertThat(describe(offer(A_IN, B_OVER).orElseThrow()))
        .startsWith("range scan t by (a, b) x 8 salt buckets");
    Pushdown oneBucket = offer("salt(8, a), ", Want.filters(List.of(A_IS))).orElseThrow();
    assertThat(describe(oneBucket)).isEqualTo("range scan t by (a), where a = ?1");
    HBaseTable table = table("");
    assertThat(ScanDescription.of(table, Scan.of(table, COLUMNS))).isEqualTo("full scan t");
  }

  @Test
  void limitIsTakenOnlyWhenNothingStandsAboveIt() {
    assertThat(offer("", new Want(List.of(A_IS), List.of(), TEN)))
        .hasValueSatisfying(o -> assertThat(o.limitTaken()).isTrue());
    assertThat(offer("", new Want(List.of(A_IS, V_IS), List.of(), TEN)))
        .hasValueSatisfying(o -> assertThat(o.limitTaken()).isFalse());
    assertThat(offer("", new Want(List.of(A_IS), List.of(descending(V)), TEN)))
        .hasValueSatisfying(o -> assertThat(o.limitTaken()).isFalse());
    assertThat(offer("", new Want(List.of(), List.of(), TEN)))
        .hasValueSatisfying(o -> assertThat(o.limitTaken()).isTrue());
  }

  @Test
  void nothingIsTakenBelowALimit() {
    HBaseTable table = table("");
    Scan limited = new Scan(table, COLUMNS, List.of(), Optional.empty(), List.of(), TEN);
    assertThat(KeyPushdown.offer(table, limited, Want.filters(List.of(A_IS)))).isEmpty();
  }

  private static SortKey ascending(Column column) {
    return new SortKey(column, false, true);
  }

  private static SortKey descending(Column column) {
    return new SortKey(column, true, false);
  }

  private static boolean orderTaken(String prefix, List<Predicate> filters, SortKey... order) {
    return offer(prefix, new Want(filters, List.of(order), Optional.empty()))
        .map(Pushdown::orderTaken)
        .orElse(false);
  }

  @Test
  void keyOrderIsTakenInBothDirections() {
    assertThat(orderTaken("", List.of(), ascending(A))).isTrue();
    assertThat(orderTaken("", List.of(), descending(A))).isTrue();
    assertThat(orderTaken("", List.of(), ascending(A), ascending(B), descending(C))).isTrue();
    assertThat(orderTaken("", List.of(), descending(A), descending(B), ascending(C))).isTrue();
    assertThat(orderTaken("", List.of(A_IS), descending(A), ascending(B))).isTrue();
    assertThat(orderTaken("", List.of(A_IS, B_IS), descending(C))).isTrue();
    assertThat(orderTaken("", List.of(A_IS, B_IS), ascending(C))).isTrue();
    assertThat(orderTaken("salt(8, a), ", List.of(A_IS), ascending(B))).isTrue();
  }

  @Test
  void saltBucketsAreMergedIntoKeyOrder() {
    assertThat(orderTaken("salt(8), ", List.of(), ascending(A))).isTrue();
    assertThat(orderTaken("salt(8), ", List.of(A_IS), descending(B))).isTrue();
    assertThat(orderTaken("salt(8, a), ", List.of(A_IN), ascending(A))).isTrue();
    assertThat(orderTaken("salt(200), ", List.of(), ascending(A))).isFalse();
  }

  @Test
  void otherOrdersAreLeft() {
    assertThat(orderTaken("", List.of(), ascending(B))).isFalse();
    assertThat(orderTaken("", List.of(), ascending(A), descending(B))).isFalse();
    assertThat(orderTaken("", List.of(), ascending(A), ascending(B), ascending(C))).isFalse();
    assertThat(orderTaken("", List.of(A_IN), ascending(B))).isFalse();
    assertThat(orderTaken("", List.of(), ascending(A), ascending(V))).isFalse();
    assertThat(orderTaken("hash(b, 2), ", List.of(), ascending(A))).isFalse();
  }
}
