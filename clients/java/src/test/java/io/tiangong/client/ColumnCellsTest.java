package io.tiangong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.tiangong.v1.ColumnData;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnCellsTest {

  @Test
  void everyKindReadsAsItsClassAndAsText() {
    assertCell(TypeKind.BOOLEAN, 0, 0, cell().addBoolValues(true), true, "true");
    assertCell(TypeKind.TINYINT, 0, 0, cell().addInt32Values(-1), -1L, "-1");
    assertCell(TypeKind.SMALLINT, 0, 0, cell().addInt32Values(300), 300L, "300");
    assertCell(TypeKind.INTEGER, 0, 0, cell().addInt32Values(70_000), 70_000L, "70000");
    assertCell(
        TypeKind.BIGINT,
        0,
        0,
        cell().addInt64Values(Long.MIN_VALUE),
        Long.MIN_VALUE,
        "-9223372036854775808");
    assertCell(TypeKind.FLOAT, 0, 0, cell().addFloatValues(0.5f), 0.5, "0.5");
    assertCell(TypeKind.DOUBLE, 0, 0, cell().addDoubleValues(1e7), 1e7, "10000000");
    assertCell(TypeKind.VARCHAR, 0, 0, cell().addStringValues("天宫"), "天宫", "天宫");
    assertCell(
        TypeKind.DATE, 0, 0, cell().addInt32Values(-1), LocalDate.of(1969, 12, 31), "1969-12-31");
  }

  @Test
  void decimalsAreExactShortAndLong() {
    assertCell(
        TypeKind.DECIMAL, 18, 2, cell().addInt64Values(-1050), new BigDecimal("-10.50"), "-10.50");
    BigDecimal long38 = new BigDecimal("-123456789012345678901234567890123456.78");
    ByteString unscaled = ByteString.copyFrom(long38.unscaledValue().toByteArray());
    assertCell(
        TypeKind.DECIMAL, 38, 2, cell().addBytesValues(unscaled), long38, long38.toPlainString());
  }

  @Test
  void timesBeforeTheEpochAndFractionsAreExact() {
    assertCell(
        TypeKind.TIMESTAMP,
        3,
        0,
        cell().addInt64Values(-1_000),
        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000),
        "1969-12-31 23:59:59.999");
    assertCell(
        TypeKind.TIMESTAMP,
        0,
        0,
        cell().addInt64Values(1_500_000),
        LocalDateTime.of(1970, 1, 1, 0, 0, 1, 500_000_000),
        "1970-01-01 00:00:01.5");
    assertCell(
        TypeKind.TIMESTAMP_LTZ,
        3,
        0,
        cell().addInt64Values(0),
        Instant.EPOCH,
        "1970-01-01 00:00:00.000Z");
    assertCell(
        TypeKind.TIME,
        6,
        0,
        cell().addInt64Values(1),
        LocalTime.ofNanoOfDay(1000),
        "00:00:00.000001");
  }

  @Test
  void bytesReadAsHexadecimalText() {
    ColumnCells cells =
        cells(
            TypeKind.VARBINARY,
            0,
            0,
            cell().addBytesValues(ByteString.copyFrom(new byte[] {0, (byte) 0xff})));
    assertThat(cells.bytesAt(0)).containsExactly(0, 0xff);
    assertThat(cells.textAt(0)).isEqualTo("00ff");
  }

  @Test
  void nullsAreNullWhateverIsAsked() {
    ColumnData.Builder data =
        cell().addNullRows(1).addNullRows(2).addInt64Values(5).addInt64Values(0).addInt64Values(0);
    ColumnCells cells = new ColumnCells(column(TypeKind.BIGINT, 0, 0));
    assertThat(cells.load(data.addInt64Values(6).build(), 4)).isTrue();
    assertThat(cells.isNull(0)).isFalse();
    assertThat(cells.isNull(1)).isTrue();
    assertThat(cells.isNull(1)).isTrue();
    assertThat(cells.objectAt(2)).isNull();
    assertThat(cells.decimalAt(2)).isNull();
    assertThat(cells.longAt(2)).isZero();
    assertThat(cells.textAt(3)).isEqualTo("6");
  }

  @Test
  void nullsOfEveryKindAreNull() {
    ColumnData nothing =
        cell()
            .addNullRows(0)
            .addBoolValues(false)
            .addInt32Values(0)
            .addInt64Values(0)
            .addFloatValues(0)
            .addDoubleValues(0)
            .addStringValues("")
            .addBytesValues(ByteString.EMPTY)
            .build();
    for (TypeKind kind : TypeKind.values()) {
      for (int precision : new int[] {6, 38}) {
        ColumnCells cells = new ColumnCells(column(kind, precision, 0));
        assertThat(cells.load(nothing, 1)).isTrue();
        assertThat(cells.objectAt(0)).as(kind.name()).isNull();
        assertThat(cells.textAt(0)).as(kind.name()).isNull();
      }
    }
  }

  @Test
  void numbersWidenButNothingElseConverts() {
    assertThat(cells(TypeKind.INTEGER, 0, 0, cell().addInt32Values(3)).doubleAt(0)).isEqualTo(3);
    assertThat(cells(TypeKind.INTEGER, 0, 0, cell().addInt32Values(3)).decimalAt(0))
        .isEqualTo(new BigDecimal(3));
    assertThat(cells(TypeKind.DECIMAL, 4, 1, cell().addInt64Values(35)).doubleAt(0)).isEqualTo(3.5);
    ColumnCells text = cells(TypeKind.VARCHAR, 0, 0, cell().addStringValues("3"));
    assertMismatch(() -> text.booleanAt(0), "a boolean");
    assertMismatch(() -> text.longAt(0), "a long");
    assertMismatch(() -> text.doubleAt(0), "a double");
    assertMismatch(() -> text.decimalAt(0), "a BigDecimal");
    assertMismatch(() -> text.bytesAt(0), "bytes");
    assertMismatch(() -> text.dateAt(0), "a LocalDate");
    assertMismatch(() -> text.timeAt(0), "a LocalTime");
    assertMismatch(() -> text.timestampAt(0), "a LocalDateTime");
    assertMismatch(() -> text.instantAt(0), "an Instant");
  }

  private static void assertMismatch(Runnable getter, String wanted) {
    assertThatThrownBy(getter::run)
        .isInstanceOf(TiangongException.class)
        .hasMessageContaining("column c is VARCHAR and can't be read as " + wanted);
  }

  private static void assertCell(
      TypeKind kind,
      int precision,
      int scale,
      ColumnData.Builder data,
      @Nullable Object value,
      String text) {
    ColumnCells cells = cells(kind, precision, scale, data);
    assertThat(cells.objectAt(0)).isEqualTo(value);
    assertThat(cells.textAt(0)).isEqualTo(text);
  }

  private static ColumnData.Builder cell() {
    return ColumnData.newBuilder();
  }

  private static ColumnCells cells(
      TypeKind kind, int precision, int scale, ColumnData.Builder data) {
    ColumnCells cells = new ColumnCells(column(kind, precision, scale));
    assertThat(cells.load(data.build(), 1)).isTrue();
    return cells;
  }

  private static Column column(TypeKind kind, int precision, int scale) {
    return new Column("c", kind, precision, scale, true);
  }
}
