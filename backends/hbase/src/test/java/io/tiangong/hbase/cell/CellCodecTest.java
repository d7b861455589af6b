package io.tiangong.hbase.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.testing.ContractTable;
import io.tiangong.spi.testing.Relation;
import io.tiangong.spi.testing.StreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.hbase.util.Order;
import org.apache.hadoop.hbase.util.OrderedBytes;
import org.apache.hadoop.hbase.util.PositionedByteRange;
import org.apache.hadoop.hbase.util.SimplePositionedMutableByteRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellCodecTest {

  @ParameterizedTest
  @EnumSource
  void everyKindRoundTripsInEveryEncoding(CellEncoding encoding) {
    Relation relation = ContractTable.relation();
    for (int i = 0; i < relation.columns().size(); i++) {
      Column column = relation.columns().get(i);
      ColumnType type = column.type();
      if (encoding == CellEncoding.ORDERED && type.kind() == TypeKind.DECIMAL) {
        type = ColumnType.decimal(31, 10);
      }
      CellCodec codec = encoding.codec(type);
      for (List<@Nullable Object> row : relation.rows()) {
        Object value = row.get(i);
        if (value != null && fits(type, value)) {
          byte[] cell = codec.encode(value);
          byte[] embedded = new byte[cell.length + 6];
          System.arraycopy(cell, 0, embedded, 3, cell.length);
          assertThat(StreamReader.printable(codec.decode(embedded, 3, cell.length)))
              .as("%s as %s", column, encoding)
              .isEqualTo(StreamReader.printable(value));
        }
      }
    }
  }

  private static boolean fits(ColumnType type, Object value) {
    return !(value instanceof BigDecimal decimal) || decimal.precision() <= type.precision();
  }

  @Test
  void binaryCellsAreLaidOutAsTheHBaseClientDoes() {
    assertThat(binary(TypeKind.BIGINT, 7L)).isEqualTo(Bytes.toBytes(7L));
    assertThat(binary(TypeKind.INTEGER, -7L)).isEqualTo(Bytes.toBytes(-7));
    assertThat(binary(TypeKind.SMALLINT, 7L)).isEqualTo(Bytes.toBytes((short) 7));
    assertThat(binary(TypeKind.TINYINT, -1L)).isEqualTo(new byte[] {-1});
    assertThat(binary(TypeKind.DOUBLE, 1.5)).isEqualTo(Bytes.toBytes(1.5));
    assertThat(binary(TypeKind.FLOAT, 1.5)).isEqualTo(Bytes.toBytes(1.5f));
    assertThat(binary(TypeKind.BOOLEAN, true)).isEqualTo(Bytes.toBytes(true));
    assertThat(binary(TypeKind.DATE, LocalDate.ofEpochDay(3))).isEqualTo(Bytes.toBytes(3));
    assertThat(binary(TypeKind.TIMESTAMP, LocalDateTime.of(1970, 1, 1, 0, 0, 1)))
        .isEqualTo(Bytes.toBytes(1_000_000L));
    assertThat(CellEncoding.BINARY.codec(ColumnType.decimal(9, 2)).encode(new BigDecimal("1.10")))
        .isEqualTo(Bytes.toBytes(new BigDecimal("1.10")));
  }

  private static byte[] binary(TypeKind kind, Object value) {
    return CellEncoding.BINARY.codec(ColumnType.of(kind)).encode(value);
  }

  @Property(tries = 3_000, seed = "20261111")
  void foreignBytesAreReadOrRefusedNeverAnythingElse(@ForAll byte[] bytes, @ForAll Random random) {
    for (CellEncoding encoding : CellEncoding.values()) {
      TypeKind kind = TypeKind.values()[random.nextInt(TypeKind.values().length)];
      ColumnType type = kind == TypeKind.DECIMAL ? ColumnType.decimal(20, 2) : ColumnType.of(kind);
      try {
        assertThat(encoding.codec(type).decode(bytes, 0, bytes.length)).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TypeKind.class)
  void wrongLengthsAreRefused(TypeKind kind) {
    if (kind == TypeKind.VARCHAR || kind == TypeKind.VARBINARY || kind == TypeKind.JSON) {
      return;
    }
    CellCodec codec = CellEncoding.BINARY.codec(ColumnType.of(kind));
    byte[] three = {1, 2, 3};
    assertThatThrownBy(() -> codec.decode(three, 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void textThatIsNotJsonIsRefused(CellEncoding encoding) {
    CellCodec text = encoding.codec(ColumnType.of(TypeKind.VARCHAR));
    CellCodec json = encoding.codec(ColumnType.of(TypeKind.JSON));
    byte[] good = text.encode("{\"a\": 1}");
    byte[] bad = text.encode("{\"a\": 1,}");
    assertThat(json.decode(good, 0, good.length)).isEqualTo("{\"a\": 1}");
    assertThatThrownBy(() -> json.decode(bad, 0, bad.length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not JSON");
    assertThat(json.order()).isEmpty();
  }

  @Test
  void valuesBeyondTheDeclaredTypeAreRefused() {
    assertRefused(new ColumnType(TypeKind.VARCHAR, 3, 0, true), "abcd");
    assertRefused(ColumnType.decimal(4, 2), new BigDecimal("123.45"));
    assertRefused(ColumnType.decimal(4, 2), new BigDecimal("1.234"));
    assertRefused(
        new ColumnType(TypeKind.TIMESTAMP, 3, 0, true), LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000));
    assertRefused(ColumnType.of(TypeKind.TINYINT), 128L);
    assertThat(
            CellEncoding.TEXT
                .codec(new ColumnType(TypeKind.VARCHAR, 1, 0, true))
                .encode("\ud83d\ude9a"))
        .hasSize(4);
  }

  private static void assertRefused(ColumnType type, Object value) {
    for (CellEncoding encoding : CellEncoding.values()) {
      assertThatThrownBy(() -> encoding.codec(type).encode(value))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void absurdScalesAreRefusedAtOnce() {
    for (String absurd : List.of("1e2000000000", "1e-2000000000", "12345e-2000000000")) {
      assertThatThrownBy(() -> text(ColumnType.decimal(20, 2), absurd))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(text(ColumnType.decimal(20, 2), "0e2000000000")).isEqualTo(new BigDecimal("0.00"));
  }

  @Test
  void textCellsAreReadAsPeopleWriteThem() {
    assertThat(text(ColumnType.of(TypeKind.BIGINT), "-12")).isEqualTo(-12L);
    assertThat(text(ColumnType.decimal(9, 2), "3.5")).isEqualTo(new BigDecimal("3.50"));
    assertThat(text(ColumnType.of(TypeKind.TIMESTAMP), "2026-11-11 08:30:00.5"))
        .isEqualTo(LocalDateTime.of(2026, 11, 11, 8, 30, 0, 500_000_000));
    assertThat(text(ColumnType.of(TypeKind.TIMESTAMP), "2026-11-11T08:30"))
        .isEqualTo(LocalDateTime.of(2026, 11, 11, 8, 30));
    for (String wrong : List.of("", "x", "12.5", " 1")) {
      assertThatThrownBy(() -> text(ColumnType.of(TypeKind.BIGINT), wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + wrong + "' is not a BIGINT");
    }
  }

  private static Object text(ColumnType type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return CellEncoding.TEXT.codec(type).decode(bytes, 0, bytes.length);
  }

  @Property(seed = "20261111")
  void orderedCellsSortAsTheirValues(@ForAll long a, @ForAll long b) {
    CellCodec codec = CellEncoding.ORDERED.codec(ColumnType.of(TypeKind.BIGINT));
    assertThat(Integer.signum(Arrays.compareUnsigned(codec.encode(a), codec.encode(b))))
        .isEqualTo(Long.compare(a, b));
  }

  @Test
  void orderedDecimalsOfMoreDigitsThanTheFormatHoldsAreRefused() {
    assertThatThrownBy(() -> CellEncoding.ORDERED.codec(ColumnType.decimal(38, 2)))
        .hasMessageContaining("31 digits");
  }

  @Test
  void cellsOfTheDescendingOrderAreRefused() {
    PositionedByteRange cell = new SimplePositionedMutableByteRange(16);
    OrderedBytes.encodeNumeric(cell, new BigDecimal("1E-70"), Order.DESCENDING);
    CellCodec codec = CellEncoding.ORDERED.codec(ColumnType.decimal(20, 2));
    assertThatThrownBy(() -> codec.decode(cell.getBytes(), 0, cell.getPosition()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
