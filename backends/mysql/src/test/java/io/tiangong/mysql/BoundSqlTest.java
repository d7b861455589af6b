package io.tiangong.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.spi.Bindings;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.KeyFilter;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.SqlBind;
import io.tiangong.spi.SqlText;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundSqlTest {

  private static final ColumnType BIGINT = ColumnType.of(TypeKind.BIGINT);
  private static final ColumnType VARCHAR = ColumnType.of(TypeKind.VARCHAR);

  @Test
  void textWithoutHolesIsTakenAsItIs() {
    BoundSql sql = BoundSql.of(SqlText.of("SELECT '?' FROM `a?`"), Bindings.none());
    assertThat(sql).isEqualTo(new BoundSql("SELECT '?' FROM `a?`", List.of()));
  }

  @Test
  void parametersComeInTheOrderOfTheText() {
    SqlText text =
        new SqlText(
            List.of("a = ", " OR b = ", " OR c = ", ""),
            List.of(
                new SqlBind.Parameter(1, VARCHAR),
                new SqlBind.Parameter(0, BIGINT),
                new SqlBind.Parameter(1, VARCHAR)));
    Bindings bindings = Bindings.of(List.of(Value.of(7L), Value.of("x")));
    assertThat(BoundSql.of(text, bindings))
        .isEqualTo(
            new BoundSql(
                "a = ? OR b = ? OR c = ?", List.of(Value.of("x"), Value.of(7L), Value.of("x"))));
  }

  @Test
  void keysArePaddedWithTheLastOne() {
    BoundSql sql = BoundSql.of(keyed("t.id"), keys(List.of(BIGINT), LongStream.range(0, 3)));
    assertThat(sql.sql()).isEqualTo("SELECT 1 WHERE t.id IN (?, ?, ?, ?) AND x");
    assertThat(sql.values()).extracting(Value::value).containsExactly(0L, 1L, 2L, 2L);
  }

  @Test
  void tuplesOfKeysStandInParentheses() {
    KeySet keys =
        new KeySet(List.of(VARCHAR, BIGINT), List.of(List.of("SF", 1L), List.of("JD", 2L)));
    BoundSql sql = BoundSql.of(keyed("`tms`", "`n`"), bound(keys));
    assertThat(sql.sql()).isEqualTo("SELECT 1 WHERE (`tms`, `n`) IN ((?, ?), (?, ?)) AND x");
    assertThat(sql.values()).extracting(Value::value).containsExactly("SF", 1L, "JD", 2L);
  }

  @Test
  void noKeysAreFalseAndUnboundOnesTrue() {
    Bindings none = bound(new KeySet(List.of(BIGINT), List.of()));
    assertThat(BoundSql.of(keyed("id"), none).sql()).isEqualTo("SELECT 1 WHERE FALSE AND x");
    assertThat(BoundSql.of(keyed("id"), Bindings.none()).sql())
        .isEqualTo("SELECT 1 WHERE TRUE AND x");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "2, 1, 2",
    "3, 1, 4",
    "4, 1, 4",
    "5, 1, 8",
    "32768, 1, 32768",
    "32769, 1, 32769",
    "65535, 1, 65535",
    "65536, 1, 0",
    "32767, 2, 32767",
    "32768, 2, 0"
  })
  void moreKeysThanAStatementTakesRestrictNothing(int size, int width, int padded) {
    List<Object> key = Collections.nCopies(width, 1L);
    KeySet keys = new KeySet(Collections.nCopies(width, BIGINT), Collections.nCopies(size, key));
    String[] columns = Collections.nCopies(width, "c").toArray(String[]::new);
    BoundSql sql = BoundSql.of(keyed(columns), bound(keys));
    assertThat(sql.values()).hasSize(padded * width);
    assertThat(sql.sql().contains("TRUE")).isEqualTo(padded == 0);
  }

  private static SqlText keyed(String... columns) {
    return new SqlText(
        List.of("SELECT 1 WHERE ", " AND x"),
        List.of(new SqlBind.Keys(new KeyFilter("k1", List.of(columns)))));
  }

  private static Bindings keys(List<ColumnType> types, LongStream values) {
    return bound(new KeySet(types, values.<List<Object>>mapToObj(List::of).toList()));
  }

  private static Bindings bound(KeySet keys) {
    return new Bindings(List.of(), Map.of("k1", keys), Map.of());
  }
}
