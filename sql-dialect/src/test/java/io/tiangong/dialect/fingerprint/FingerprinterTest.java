package io.tiangong.dialect.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.dialect.Golden;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprinterTest {

  private final Fingerprinter fingerprinter = new Fingerprinter(1 << 20);

  @Test
  void onlySafeLiteralsAreLifted() throws IOException {
    Golden.check(
        "fingerprints.txt",
        sql -> {
          Fingerprint shape = of(sql);
          return shape.key() + "\n" + shape.parameters();
        });
  }

  @Test
  void textsThatDifferInLiteralsSpaceCommentsAndKeywordCaseAreOne() {
    Fingerprint one = of("select a from t where b = 5 and c = 'x'");
    Fingerprint two = of("SELECT a -- comment\nFROM t /* more */ WHERE b=17\n AND c='it''s'");
    assertThat(two.key()).isEqualTo(one.key());
    assertThat(two.shortName()).isEqualTo(one.shortName()).matches("[0-9a-f]{16}");
    assertThat(two.parameters()).extracting(Value::value).containsExactly(17L, "it's");
  }

  @Test
  void typesNamesAndListsKeepTextsApart() {
    String shape = of("select a from t where b = 5").key();
    assertThat(of("select a from t where b = 5000000000").key()).isNotEqualTo(shape);
    assertThat(of("select a from t where b = 5.0").key()).isNotEqualTo(shape);
    assertThat(of("select A from t where b = 5").key()).isNotEqualTo(shape);
    assertThat(of("select `a` from t where b = 5").key()).isNotEqualTo(shape);
    assertThat(of("select a from t where b in (5)").key())
        .isNotEqualTo(of("select a from t where b in (6)").key());
  }

  @Test
  void theTextToPlanKeepsEveryPlace() {
    String sql = "select a from t\nwhere b = 'x\ny' and c = -17 and oops";
    String planned = of(sql).sql();
    assertThat(planned).isEqualTo("select a from t\nwhere b = ? \n   and c = ?   and oops");
    assertThat(planned.indexOf("oops")).isEqualTo(sql.indexOf("oops"));
  }

  @Test
  void theCallersParametersComeInTheirPlaces() {
    Fingerprint shape = of("select a from t where b = 1 and c = ? and d = 2 and e = ?", 10, 20);
    assertThat(shape.parameters()).extracting(Value::value).containsExactly(1L, 10L, 2L, 20L);
  }

  @Test
  void nothingIsLiftedWhenTheCallersParametersDontFit() {
    Fingerprint shape = of("select a from t where b = 1 and c = ?");
    assertThat(shape.sql()).contains("b = 1");
    assertThat(shape.parameters()).isEmpty();
  }

  @Test
  void valuesHaveTheTypesOfTheirLiterals() {
    List<Value> values =
        of("""
            select 1 from t where a = 7 and b = -3000000000 and c = 1.10 and d = .5 and e = ''
            and f = date '2026-11-11' and g = timestamp '2026-11-11 10:00:00.250'""")
            .parameters();
    assertThat(values.stream().map(Value::type))
        .containsExactly(
            notNull(TypeKind.INTEGER, 0, 0),
            notNull(TypeKind.BIGINT, 0, 0),
            notNull(TypeKind.DECIMAL, 3, 2),
            notNull(TypeKind.DECIMAL, 1, 1),
            notNull(TypeKind.VARCHAR, 0, 0),
            notNull(TypeKind.DATE, 0, 0),
            notNull(TypeKind.TIMESTAMP, 3, 0));
    assertThat(values.stream().map(Value::toString))
        .containsExactly(
            "7",
            "-3000000000",
            "1.10",
            "0.5",
            "''",
            "DATE '2026-11-11'",
            "TIMESTAMP '2026-11-11T10:00:00.250'");
  }

  @Test
  void theSameTextHasTheSameFingerprintAgain() {
    String sql = "select a from t where b = 5";
    assertThat(of(new String(sql.toCharArray()))).isEqualTo(of(sql));
  }

  @Test
  void textsOfAnyLengthAreRead() {
    String sql = "select a from t where b = '" + "x".repeat(1_000_000) + "'";
    assertThat(of(sql).parameters()).hasSize(1);
  }

  private Fingerprint of(String sql, long... parameters) {
    return fingerprinter.of(sql, java.util.Arrays.stream(parameters).mapToObj(Value::of).toList());
  }

  private static ColumnType notNull(TypeKind kind, int precision, int scale) {
    return new ColumnType(kind, precision, scale, false);
  }
}
