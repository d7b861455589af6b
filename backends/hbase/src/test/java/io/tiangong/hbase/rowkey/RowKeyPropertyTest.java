package io.tiangong.hbase.rowkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.Predicate.Op;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.testing.Relation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Row keys come back as they were written, and sort as their values do. */
class RowKeyPropertyTest {

  private static final List<Column> COLUMNS =
      List.of(
          column("tms", TypeKind.VARCHAR),
          column("code", TypeKind.VARCHAR),
          column("dt", TypeKind.DATE),
          column("n", TypeKind.INTEGER),
          column("id", TypeKind.BIGINT),
          column("at", TypeKind.TIMESTAMP),
          column("seen", TypeKind.TIMESTAMP_LTZ),
          column("tail", TypeKind.VARCHAR));

  private static final RowKeySpec SORTED =
      RowKeyParser.parse(
          "utf8(tms), fixed(code, 3), date(dt), int(n), long(id), timestamp(at), timestamp(seen),"
              + " utf8(tail)",
          COLUMNS);

  private static Column column(String name, TypeKind kind) {
    return new Column(name, ColumnType.of(kind).withNullable(false));
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("ab\u0001 ").ofMaxLength(3),
        Arbitraries.strings()
            .withCharRange('\u0001', '\uD7FF')
            .withCharRange('\uE000', '\uFFFF')
            .ofMaxLength(6),
        Arbitraries.of("\ud83d\ude9a", "\udbff\udfff", "\uffff", "", "a", "a "));
  }

  @Provide
  Arbitrary<LocalDateTime> moment() {
    return Arbitraries.longs()
        .greaterOrEqual(Long.MIN_VALUE + 1_000_000)
        .map(micros -> LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Provide
  Arbitrary<List<Object>> key() {
    Arbitrary<Object> code = Arbitraries.strings().withChars("xyz").ofLength(3).map(s -> s);
    return Combinators.combine(
            text(),
            code,
            Arbitraries.integers().map(n -> LocalDate.ofEpochDay(n / 1000)),
            Arbitraries.integers().map(n -> (long) n),
            Arbitraries.longs(),
            moment(),
            Arbitraries.longs()
                .greaterOrEqual(Long.MIN_VALUE + 1_000_000)
                .map(RowKeyPropertyTest::instant),
            text())
        .as((a, b, c, d, e, f, g, h) -> List.of(a, b, c, d, e, f, g, h));
  }

  @Property(seed = "20261111")
  void roundTrips(@ForAll("key") List<Object> values) {
    for (String prefix : List.of("", "salt(8), ", "salt(3, tms), ", "hash(id, 2), ")) {
      RowKeySpec spec = RowKeyParser.parse(prefix + SORTED.text(), COLUMNS);
      byte[] key = spec.encode(values);
      int[] bounds = spec.bounds(key);
      for (int i = 0; i < values.size(); i++) {
        assertThat(spec.decode(key, bounds, i)).isEqualTo(values.get(i));
      }
    }
  }

  @Property(seed = "20261111")
  void keysSortAsTheirValues(@ForAll("key") List<Object> a, @ForAll("key") List<Object> b) {
    int byValue = 0;
    for (int i = 0; i < a.size() && byValue == 0; i++) {
      byValue = Relation.compare(a.get(i), b.get(i));
    }
    int byBytes = Arrays.compareUnsigned(SORTED.encode(a), SORTED.encode(b));
    assertThat(Integer.signum(byBytes)).isEqualTo(Integer.signum(byValue));
  }

  @Property(seed = "20261111")
  void equalLeadingFieldsOfKeysThatDifferLaterStillSort(
      @ForAll("text") String tms, @ForAll long a, @ForAll long b) {
    RowKeySpec spec = RowKeyParser.parse("utf8(tms), long(id)", COLUMNS);
    int byBytes =
        Arrays.compareUnsigned(spec.encode(List.of(tms, a)), spec.encode(List.of(tms, b)));
    assertThat(Integer.signum(byBytes)).isEqualTo(Long.compare(a, b));
  }

  @Property(seed = "20261111")
  void reversedTimestampsSortNewestFirst(
      @ForAll("moment") LocalDateTime a, @ForAll("moment") LocalDateTime b) {
    RowKeySpec spec = RowKeyParser.parse("reversed_timestamp(at)", COLUMNS);
    int byBytes = Arrays.compareUnsigned(spec.encode(List.of(a)), spec.encode(List.of(b)));
    assertThat(Integer.signum(byBytes)).isEqualTo(Integer.signum(b.compareTo(a)));
  }

  @Property(seed = "20261111")
  void textRangesHoldExactlyTheirTexts(
      @ForAll("text") String stored, @ForAll("operand") String operand, @ForAll Op op) {
    rangeHoldsExactly("utf8(tms), date(dt)", "tms", stored, operand, op);
    rangeHoldsExactly("utf8(tail)", "tail", stored, operand, op);
  }

  @Provide
  Arbitrary<String> operand() {
    return Arbitraries.oneOf(
        text(), Arbitraries.strings().withChars("ab\u0000\u0001").ofMaxLength(4));
  }

  @Property(seed = "20261111")
  void fixedTextRangesHoldExactlyTheirTexts(
      @ForAll("code") String stored, @ForAll("shortText") String operand, @ForAll Op op) {
    rangeHoldsExactly("fixed(code, 3), date(dt)", "code", stored, operand, op);
  }

  @Provide
  Arbitrary<String> code() {
    return Arbitraries.strings().withChars("ab\u007f").ofLength(3);
  }

  @Provide
  Arbitrary<String> shortText() {
    return Arbitraries.strings().withChars("ab\u007f").ofMaxLength(5);
  }

  @Property(seed = "20261111")
  void numberRangesHoldExactlyTheirNumbers(
      @ForAll int stored, @ForAll("numbers") long operand, @ForAll Op op) {
    rangeHoldsExactly("int(n), date(dt)", "n", (long) stored, operand, op);
  }

  @Provide
  Arbitrary<Long> numbers() {
    return Arbitraries.oneOf(Arbitraries.integers().map(n -> (long) n), Arbitraries.longs());
  }

  @Property(seed = "20261111")
  void timestampRangesHoldExactlyTheirMoments(
      @ForAll("moment") LocalDateTime stored,
      @ForAll("moment") LocalDateTime operand,
      @ForAll Op op) {
    for (LocalDateTime bound : List.of(operand, stored, LocalDateTime.MAX, LocalDateTime.MIN)) {
      rangeHoldsExactly("timestamp(at), date(dt)", "at", stored, bound, op);
      rangeHoldsExactly("reversed_timestamp(at), date(dt)", "at", stored, bound, op);
    }
  }

  private static void rangeHoldsExactly(
      String text, String column, Object stored, Object operand, Op op) {
    RowKeySpec spec = RowKeyParser.parse(text, COLUMNS);
    FieldCodec codec = spec.fields().get(spec.indexOf(column).orElseThrow()).codec();
    byte[] field = codec.encode(stored);
    assertThat(field).isNotNull();
    byte[] followed = Arrays.copyOf(field, field.length + 4);
    followed[field.length] = (byte) 0xff;
    int order = Relation.compare(stored, operand);
    if (op == Op.EQ || op == Op.NE) {
      byte[] encoded = codec.encode(operand);
      assertThat(encoded != null && Arrays.equals(encoded, field)).isEqualTo(order == 0);
      return;
    }
    boolean expected =
        switch (op) {
          case LT -> order < 0;
          case LE -> order <= 0;
          case GT -> order > 0;
          default -> order >= 0;
        };
    ByteRange range = codec.range(op, operand);
    assertThat(range.contains(field))
        .as("%s %s %s in %s", stored, op, operand, range)
        .isEqualTo(expected);
    if (spec.fields().size() > 1) {
      assertThat(range.contains(followed)).isEqualTo(expected);
    }
  }
}
