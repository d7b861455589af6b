package io.tiangong.hbase.rowkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TypeKind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowKeyParserTest {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("tms", ColumnType.of(TypeKind.VARCHAR)),
          new Column("dt", ColumnType.of(TypeKind.DATE)),
          new Column("at", ColumnType.of(TypeKind.TIMESTAMP)),
          new Column("rate", ColumnType.of(TypeKind.DOUBLE)));

  private static String hex(RowKeySpec spec, Object... values) {
    return HexFormat.of().formatHex(spec.encode(List.of(values)));
  }

  @Test
  void layoutIsTheDocumentedOne() {
    LocalDate day = LocalDate.ofEpochDay(1);
    assertThat(hex(RowKeyParser.parse("utf8(tms), date(dt)", COLUMNS), "AB", day))
        .isEqualTo("414200" + "80000001");
    assertThat(hex(RowKeyParser.parse(" DATE(DT) , UTF8(TMS)", COLUMNS), day, "AB"))
        .isEqualTo("80000001" + "4142");
    assertThat(
            hex(
                RowKeyParser.parse("reversed_timestamp(at)", COLUMNS),
                LocalDateTime.of(1970, 1, 1, 0, 0, 1)))
        .isEqualTo(HexFormat.of().toHexDigits(Long.MAX_VALUE - 1_000_000));
  }

  /** Written data depends on these bytes: if this fails, change the code back. */
  @Test
  void saltAndHashNeverChange() {
    LocalDate day = LocalDate.of(2026, 11, 11);
    assertThat(hex(RowKeyParser.parse("salt(8), utf8(tms), date(dt)", COLUMNS), "SF", day))
        .isEqualTo("0053460080005120");
    assertThat(hex(RowKeyParser.parse("salt(8, tms), utf8(tms), date(dt)", COLUMNS), "SF", day))
        .isEqualTo("0153460080005120");
    assertThat(hex(RowKeyParser.parse("hash(tms, 3), utf8(tms), date(dt)", COLUMNS), "SF", day))
        .isEqualTo("52772253460080005120");
  }

  @Test
  void saltOfSomeColumnsKeepsTheirRowsTogether() {
    RowKeySpec spec = RowKeyParser.parse("salt(16, tms), utf8(tms), date(dt)", COLUMNS);
    assertThat(spec.encode(List.of("SF", LocalDate.EPOCH))[0])
        .isEqualTo(spec.encode(List.of("SF", LocalDate.EPOCH.plusDays(9)))[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "utf8(tms), | nothing follows the last comma",
        "utf8 tms | expected name(argument",
        "utf8(tms) date(dt) | expected name(argument",
        "salt(8) | has no column",
        "utf8(nope) | no column 'nope'",
        "utf8(dt) | needs a column of type [VARCHAR], not DATE",
        "long(rate) | needs a column of type [BIGINT], not DOUBLE",
        "utf9(tms) | unknown part utf9(tms)",
        "utf8(tms), salt(4) | may only stand first",
        "salt(0), utf8(tms) | '0' is not a number of 1 to 256",
        "salt(257), utf8(tms) | '257' is not a number of 1 to 256",
        "salt(4, dt), utf8(tms) | 'dt' is not a column of the key",
        "hash(tms), utf8(tms) | takes 2 arguments",
        "hash(tms, 5), utf8(tms) | '5' is not a number of 1 to 4",
        "fixed(tms) | takes 2 arguments",
        "utf8(tms), utf8(tms) | a column stands twice",
      })
  void mistakesAreNamed(String text, String problem) {
    assertThatThrownBy(() -> RowKeyParser.parse(text, COLUMNS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void textThatWouldHideItsEndIsRefused() {
    RowKeySpec spec = RowKeyParser.parse("utf8(tms), date(dt)", COLUMNS);
    assertThatThrownBy(() -> spec.encode(List.of("a\u0000b", LocalDate.EPOCH)))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
    assertThat(RowKeyParser.parse("utf8(tms)", COLUMNS).encode(List.of("a\u0000b"))).hasSize(3);
  }

  @Test
  void halfASurrogatePairIsRefused() {
    RowKeySpec spec = RowKeyParser.parse("utf8(tms)", COLUMNS);
    assertThatThrownBy(() -> spec.encode(List.of("a\ud83d")))
        .hasMessageContaining("not valid Unicode");
    assertThat(spec.encode(List.of("a?"))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "4142, within tms",
    "41420080, before or within dt",
    "4142008000000100, 1 bytes follow"
  })
  void keysOfAnotherLayoutAreNoticed(String hex, String problem) {
    RowKeySpec spec = RowKeyParser.parse("utf8(tms), date(dt)", COLUMNS);
    assertThatThrownBy(() -> spec.bounds(HexFormat.of().parseHex(hex)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void bytesThatAreNotUtf8AreNoticed() {
    RowKeySpec spec = RowKeyParser.parse("utf8(tms)", COLUMNS);
    byte[] key = {(byte) 0xc3, 0x28};
    assertThatThrownBy(() -> spec.decode(key, spec.bounds(key), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("UTF-8");
    byte[] replacement = Utf8.encode("\ufffd");
    assertThat(spec.decode(replacement, spec.bounds(replacement), 0)).isEqualTo("\ufffd");
  }
}
