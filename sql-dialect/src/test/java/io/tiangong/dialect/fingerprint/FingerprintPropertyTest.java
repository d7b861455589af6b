package io.tiangong.dialect.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.dialect.parser.TgSqlParser;
import io.tiangong.spi.Value;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FingerprintPropertyTest {

  private static final String CALLERS = "4711";

  private final Fingerprinter fingerprinter = new Fingerprinter(1 << 20);

  @Property(tries = 200, seed = "20261111")
  void substitutingTheValuesGivesTheStatementBack(@ForAll("queries") String sql) {
    long callers = sql.chars().filter(c -> c == '?').count();
    List<Value> parameters =
        java.util.stream.LongStream.range(0, callers)
            .mapToObj(i -> Value.of(Long.parseLong(CALLERS)))
            .toList();
    Fingerprint shape = fingerprinter.of(sql, parameters);
    assertThat(tree(substituted(shape))).isEqualTo(tree(sql.replace("?", CALLERS)));
    assertThat(shape.sql()).hasSameSizeAs(sql);
  }

  @Property(tries = 200, seed = "20261111")
  void equalKeysMeanTheSameTextToPlan(
      @ForAll("queries") String sql, @ForAll("literals") String other) {
    Fingerprint one = fingerprinter.of(sql.replace("?", "1"), List.of());
    Fingerprint two =
        fingerprinter.of(sql.replace("?", "1").replaceFirst("= '[^']*'", "= " + other), List.of());
    if (one.key().equals(two.key())) {
      assertThat(tree(one.sql())).isEqualTo(tree(two.sql()));
      assertThat(one.parameters().stream().map(Value::type))
          .isEqualTo(two.parameters().stream().map(Value::type).toList());
    }
  }

  @Property(tries = 1000, seed = "20261111")
  void noTextFails(@ForAll String text) {
    assertThat(fingerprinter.of(text, List.of()).sql()).hasSameSizeAs(text);
  }

  private static String substituted(Fingerprint shape) {
    StringBuilder sql = new StringBuilder();
    int next = 0;
    for (char c : shape.sql().toCharArray()) {
      String value = c == '?' ? shape.parameters().get(next++).toString() : String.valueOf(c);
      sql.append(
          value.startsWith("TIMESTAMP")
              ? value.replace('T', ' ').replace(" IMES AMP", "TIMESTAMP")
              : value);
    }
    return sql.toString();
  }

  private static String tree(String sql) {
    return TgSqlParser.parseStatement(sql).toString();
  }

  @Provide
  Arbitrary<String> literals() {
    return Arbitraries.of(
        "1",
        "-5",
        "2147483648",
        "1.10",
        ".5",
        "0.00",
        "1e3",
        "'it''s'",
        "''",
        "'a -- b'",
        "date '2026-11-11'",
        "date '2026-02-30'",
        "interval '1' day",
        "null",
        "true",
        "?");
  }

  private Arbitrary<String> operands() {
    return Arbitraries.of("a", "t.b", "`c d`", "date", "abs(a)", "a + 1", "2", "(a)", "?");
  }

  private Arbitrary<String> conditions() {
    Arbitrary<String> comparisons =
        Combinators.combine(
                operands(), Arbitraries.of("=", "<>", "!=", "<", "<=", ">", ">="), rights())
            .as((left, op, right) -> left + " " + op + " " + right);
    Arbitrary<String> betweens =
        Combinators.combine(operands(), rights(), rights())
            .as((value, low, high) -> value + " between " + low + " and " + high);
    Arbitrary<String> others =
        Combinators.combine(operands(), literals())
            .as((value, literal) -> value + " in (" + literal + ", 7)");
    Arbitrary<String> like = operands().map(value -> value + " like 'x%' -- ' c\n");
    return Arbitraries.lazyOf(
        () -> comparisons,
        () -> comparisons,
        () -> betweens,
        () -> others,
        () -> like,
        () -> conditions().map(c -> "not (" + c + ")"),
        () -> Combinators.combine(conditions(), conditions()).as((x, y) -> x + " and " + y),
        () ->
            Combinators.combine(conditions(), conditions())
                .as((x, y) -> "(" + x + " or\n" + y + ")"),
        () -> conditions().map(c -> "case when " + c + " then 1 else 2 end = 1"),
        () -> queries().map(q -> "a in (" + q + ")"));
  }

  private Arbitrary<String> rights() {
    return Arbitraries.oneOf(
        literals(), literals(), operands(), literals().map(literal -> literal + " + a"));
  }

  @Provide
  Arbitrary<String> queries() {
    Arbitrary<String> select =
        Arbitraries.of(
            "select a", "SELECT b /* it's */ ,'x'", "select count(*) filter (where a = 5)");
    Arbitrary<String> from =
        Arbitraries.lazyOf(
            () -> Arbitraries.just("t"),
            () -> conditions().map(c -> "t join u on " + c),
            () -> queries().map(q -> "(" + q + ") t"));
    Arbitrary<String> tail =
        Arbitraries.of("", " group by a having max(b) = 3", " union select 1 from v where z = 'q'");
    return Combinators.combine(select, from, conditions().list().ofMaxSize(2), tail)
        .as(
            (s, f, c, t) ->
                s
                    + " from "
                    + f
                    + (c.isEmpty()
                        ? ""
                        : c.stream().collect(Collectors.joining(" and ", " where ", "")))
                    + t);
  }
}
