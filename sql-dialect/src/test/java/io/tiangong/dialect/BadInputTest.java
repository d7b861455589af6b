package io.tiangong.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Malformed, absurd and hostile statements give a plan or a typed error, soon. */
final class BadInputTest {

  private static final int MUTANTS = 1_500;
  private static final long SEED = 20_261_111;

  private static final List<String> QUERIES =
      List.of(
          "SELECT tms, SUM(planned) AS p FROM kpi.daily_plan WHERE dt = DATE '2026-11-11' GROUP BY tms HAVING SUM(planned) > 3 ORDER BY p DESC LIMIT 5",
          "SELECT k.tms, f.done / k.planned FROM kpi.daily_plan k JOIN rt.fulfilment f ON f.tms = k.tms AND f.dt = k.dt WHERE k.dt BETWEEN '2026-11-01' AND '2026-11-11'",
          "WITH w AS (SELECT courier_id, COUNT(*) AS n FROM ord.orders GROUP BY courier_id) SELECT c.name, w.n FROM w LEFT JOIN ord.couriers c USING (courier_id) WHERE c.joined IS NULL OR w.n NOT IN (1, 2)",
          "SELECT a.tms, ROW_NUMBER() OVER (PARTITION BY a.region ORDER BY a.planned DESC) FROM kpi.daily_plan a WHERE EXISTS (SELECT 1 FROM rt.done d WHERE d.tms = a.tms AND d.done > a.planned)",
          "SELECT CASE WHEN status LIKE 'd%' THEN UPPER(status) ELSE CONCAT_WS('-', region, `status`) END, CAST(amount AS VARCHAR(3)), DATE_FORMAT(created_at, '%Y-%m') FROM ord.orders WHERE order_id IN (SELECT order_id FROM rt.order_track) UNION ALL SELECT 'x', '1', ?",
          "SELECT region, status, GROUPING(region), AVG(weight_kg) FROM ord.orders GROUP BY ROLLUP(region, status)",
          "CREATE API a.b(dt DATE, tms VARCHAR DEFAULT NULL) VERSION 2 AS SELECT tms FROM kpi.daily_plan",
          "EXPLAIN SELECT /*+ LANE('heavy') */ TIMESTAMPDIFF(DAY, joined, CURRENT_DATE) FROM ord.couriers WHERE name = 'it''s'");

  private static final List<String> SPLINTERS =
      List.of(
          "(",
          ")",
          ",",
          "'",
          "`",
          "\"",
          ";",
          "--",
          "/*",
          "*/",
          "/*+",
          "?",
          "NULL",
          "''",
          "NOT",
          "SELECT",
          "FROM",
          "WHERE",
          "1e999",
          "-",
          "99999999999999999999999999999999999999999",
          "\0",
          "\u202e",
          "🚚",
          "ſ",
          "\ud800",
          "CASE",
          "END",
          "IN ()",
          "OVER ()",
          "INTERVAL '1' DAY",
          "X'1'",
          "DATE '2026-02-30'",
          "*",
          "a.b.c.d",
          "[1]",
          "IS",
          "LATERAL",
          "UNNEST(1)",
          "TABLE(x)",
          "CAST(1 AS DECIMAL(99,98))",
          "FETCH FIRST -1 ROWS ONLY",
          "LIMIT ?",
          "CAST(NULL AS ROW(a INT))",
          "MULTISET[1]",
          "ARRAY[1]",
          "MATCH_RECOGNIZE",
          "{d '2026-01-01'}",
          "{fn ABS(1)}",
          "PERIOD(1, 2)",
          "GROUPING SETS (())",
          "NATURAL JOIN ord.orders",
          "FOR SYSTEM_TIME AS OF TIMESTAMP '2026-01-01 00:00:00'");

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final Duration MOST_CPU = Duration.ofSeconds(20);

  private final Dialect dialect = new Dialect(TestCatalog.create(), 1 << 20);

  @Test
  @Timeout(600)
  void truncatedAndMutatedQueriesArePlannedOrRefused() {
    Random random = new Random(SEED);
    Map<String, String> escaped = new LinkedHashMap<>();
    for (int i = 0; i < MUTANTS; i++) {
      String sql = mutant(random);
      outcome(sql, escaped);
    }
    assertThat(escaped).as("seed %d", SEED).isEmpty();
  }

  @Test
  @Timeout(600)
  void absurdStatementsArePlannedOrRefused() {
    Map<String, String> escaped = new LinkedHashMap<>();
    absurd().forEach(sql -> outcome(sql, escaped));
    assertThat(escaped).isEmpty();
  }

  @Test
  void whatIsTooLargeSaysWhichLimitItExceeds() {
    assertThat(refusal("SELECT " + "(".repeat(10_000) + "1" + ")".repeat(10_000)))
        .isEqualTo("the statement is nested more than 100 levels deep");
    assertThat(refusal("SELECT 1 " + " ".repeat(10 << 20)))
        .isEqualTo(
            "the statement has 10,485,769 characters, at most 1,048,576 are read; pass long lists as a table");
    assertThat(refusal("SELECT " + "tms, ".repeat(1_000) + "tms FROM kpi.daily_plan"))
        .isEqualTo("the statement selects more than 1000 columns");
    assertThat(refusal("SELECT 1" + " + 1".repeat(5_000)))
        .isEqualTo(
            "the statement has more than 2000 operators in one expression; use IN (…) or a join");
    assertThat(refusal("SELECT 1 FROM ord.orders" + " CROSS JOIN ord.orders".repeat(5_000)))
        .isEqualTo("the statement has more than 500 joins and set operations");
  }

  private String refusal(String sql) {
    try {
      dialect.plan(sql, List.of(), "");
      return "planned";
    } catch (QueryException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.STATEMENT_TOO_LARGE);
      return e.text();
    }
  }

  /** Anything but a plan or a typed error is kept, and what takes too much processor time. */
  private void outcome(String sql, Map<String, String> escaped) {
    long start = CPU.getCurrentThreadCpuTime();
    String shown = sql.length() > 400 ? sql.substring(0, 400) + "… " + sql.length() : sql;
    try {
      dialect.read(sql);
      dialect.explain(sql, List.of(), "");
    } catch (QueryException e) {
      if (e.code() == ErrorCode.INTERNAL) {
        escaped.put(shown, e.toString());
      }
    } catch (RuntimeException | Error e) {
      escaped.put(shown, e.getClass() + " at " + e.getStackTrace()[0]);
    }
    long used = CPU.getCurrentThreadCpuTime() - start;
    if (used > MOST_CPU.toNanos()) {
      escaped.put(shown, "took " + used / 1_000_000 + " ms of processor time");
    }
  }

  private static String mutant(Random random) {
    StringBuilder sql = new StringBuilder(QUERIES.get(random.nextInt(QUERIES.size())));
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && !sql.isEmpty(); i++) {
      int at = random.nextInt(sql.length());
      int to = Math.min(sql.length(), at + 1 + random.nextInt(12));
      String splinter = SPLINTERS.get(random.nextInt(SPLINTERS.size()));
      switch (random.nextInt(6)) {
        case 0 -> sql.setLength(at);
        case 1 -> sql.delete(at, to);
        case 2 -> sql.insert(at, splinter);
        case 3 -> sql.insert(word(sql, at), " " + splinter + " ");
        case 4 -> sql.replace(at, to, splinter);
        default -> swapWord(sql, at, splinter);
      }
    }
    return sql.toString();
  }

  private static int word(CharSequence sql, int from) {
    int at = from;
    while (at < sql.length() && sql.charAt(at) != ' ') {
      at++;
    }
    return at;
  }

  private static void swapWord(StringBuilder sql, int at, String splinter) {
    int from = word(sql, at);
    int to = word(sql, Math.min(sql.length(), from + 1));
    sql.replace(from, to, " " + splinter);
  }

  private static List<String> absurd() {
    List<String> all = new ArrayList<>();
    int deep = 10_000;
    all.add("SELECT " + "(".repeat(deep) + "1" + ")".repeat(deep));
    all.add("SELECT " + "NOT ".repeat(deep) + "TRUE");
    all.add("SELECT " + "-".repeat(3) + " 1");
    all.add("SELECT " + "- ".repeat(deep) + "1");
    all.add("SELECT " + "CASE WHEN TRUE THEN ".repeat(deep) + "1" + " END".repeat(deep));
    all.add("SELECT * FROM " + "(SELECT * FROM ".repeat(deep) + "ord.orders" + ")".repeat(deep));
    all.add("SELECT " + "ABS(".repeat(90) + "1" + ")".repeat(90));
    all.add("SELECT " + "1 / (1 + ".repeat(90) + "1e0" + ")".repeat(90));
    all.add("SELECT " + "NOT ".repeat(1_500) + "TRUE");
    all.add(
        "SELECT "
            + "GREATEST(x, ".repeat(60)
            + "1"
            + ")".repeat(60)
            + " FROM (VALUES (1)) AS t(x)");
    all.add("x".repeat(10 << 20));
    all.add("SELECT '" + "x".repeat(1_000_000) + "'");
    all.add("SELECT `" + "x".repeat(1_000) + "`");
    all.add("SELECT order_id FROM ord.orders WHERE order_id IN (" + numbers(100_000) + ")");
    all.add("SELECT tms FROM kpi.daily_plan WHERE planned IN (" + numbers(100_000) + ")");
    all.add("SELECT tms FROM kpi.daily_plan WHERE planned NOT IN (" + "?,".repeat(5_000) + "?)");
    all.add("SELECT " + numbers(5_000));
    all.add("SELECT " + "tms, ".repeat(4_999) + "tms FROM kpi.daily_plan");
    all.add("SELECT 1 FROM ord.orders" + ", ord.orders".repeat(5_000));
    all.add("SELECT 1 FROM kpi.daily_plan a" + " JOIN kpi.daily_plan b USING (tms)".repeat(5_000));
    all.add("SELECT 1" + " UNION ALL SELECT 1".repeat(499));
    all.add("VALUES " + "(1), ".repeat(20_000) + "(1)");
    all.add("SELECT * FROM kpi.daily_plan WHERE " + "tms = 'a' OR ".repeat(500) + "tms = 'b'");
    all.add("WITH " + withs(50) + " SELECT * FROM w50");
    all.add("SELECT 1\0");
    all.add("\ufeffSELECT 1");
    all.add("\ud83d");
    all.add("");
    all.add(";;;;");
    all.add("SELECT * FROM kpi.egg");
    all.add("SELECT SUM(tms), tms + 1, dt * 2, NOT planned FROM kpi.daily_plan");
    all.add("SELECT * FROM kpi.daily_plan ORDER BY 99");
    all.add("SELECT * FROM kpi.daily_plan LIMIT 99999999999999999999");
    all.add("SELECT * FROM kpi.daily_plan LIMIT -1");
    all.add("SELECT * FROM kpi.daily_plan OFFSET 'a'");
    all.add("SELECT MAX(SUM(planned)) FROM kpi.daily_plan");
    all.add("SELECT planned FROM kpi.daily_plan WHERE SUM(planned) > 1");
    all.add("SELECT planned FROM kpi.daily_plan WHERE ROW_NUMBER() OVER () = 1");
    all.add("SELECT CAST(1 AS DECIMAL(99, 2)), CAST('x' AS NOSUCHTYPE)");
    all.add("INSERT INTO ord.orders VALUES (1)");
    all.add("DELETE FROM ord.orders");
    all.add("MERGE INTO a USING b ON 1 = 1 WHEN MATCHED THEN UPDATE SET x = 1");
    all.add("CALL f(1)");
    all.add("ALTER SYSTEM SET x = 1");
    all.add("SELECT * FROM TABLE(f(1))");
    all.add("SELECT * FROM shows LEFT INTERVAL '1' HOUR WINDOW JOIN clicks ON TRUE");
    all.add(
        "SELECT * FROM kpi.daily_plan a LEFT INTERVAL '1' HOUR WINDOW JOIN kpi.daily_plan b ON a.tms = b.tms");
    all.add("SELECT tms FROM kpi.daily_plan WHERE tms " + "<=> 'a' ".repeat(deep));
    all.add("SELECT tms FROM kpi.daily_plan WHERE tms " + "REGEXP 'a' ".repeat(deep));
    all.add("SELECT tms " + "-> '$.a' ".repeat(1_500) + "FROM kpi.daily_plan");
    all.add("SELECT tms " + "->> '$' ".repeat(deep) + "FROM kpi.daily_plan");
    all.add("SELECT tms ->> planned, planned -> '$', tms -> NULL FROM kpi.daily_plan");
    all.add("SELECT JSON_VALUE(tms, '$' RETURNING NOSUCHTYPE) FROM kpi.daily_plan");
    all.add("SELECT JSON_VALUE(tms) FROM kpi.daily_plan");
    all.add("SELECT planned REGEXP 1, dt <=> TRUE, tms RLIKE NULL FROM kpi.daily_plan");
    all.add("SELECT SUM(planned) FROM kpi.daily_plan GROUP BY ROLLUP(tms) WITH ROLLUP");
    all.add("SELECT tms FROM kpi.daily_plan GROUP BY " + "tms, ".repeat(60) + "tms WITH ROLLUP");
    all.add("SELECT tms WHERE tms = 1");
    all.add("SELECT * WHERE 1 = 1");
    all.add("SELECT COUNT(*) WHERE 1 = 2");
    all.add("SELECT /*+ TIMEOUT('999999999h') */ 1");
    all.add("SELECT /*+ TIMEOUT('99999999999999999999s') */ 1");
    all.add("SELECT /*+ " + "NO_CACHE, ".repeat(deep) + "NO_CACHE */ 1");
    all.add("SELECT /*+ LANE(a = b), LANE() */ 1");
    all.add("SELECT /*+ */ 1");
    all.add("SELECT /*+ TIMEOUT('1s') 1");
    all.add(
        "SELECT * FROM rt.order_track a LEFT INTERVAL '99' SECOND WINDOW JOIN rt.fulfilment b ON a.status = b.tms");
    all.add(
        "SELECT * FROM rt.order_track a LEFT INTERVAL 'x' HOUR WINDOW JOIN rt.fulfilment b ON a.status = b.tms");
    all.add("SELECT DATE_FORMAT(dt, tms), DATE_FORMAT(dt, '%Q') FROM kpi.daily_plan");
    all.add("SELECT REGEXP_LIKE(tms, '(') FROM kpi.daily_plan");
    all.add("SELECT tms FROM kpi.daily_plan TABLESAMPLE BERNOULLI(10)");
    all.add("SELECT * FROM kpi.daily_plan PIVOT (SUM(planned) FOR tms IN ('a', 'b'))");
    all.add("SELECT * FROM kpi.daily_plan MATCH_RECOGNIZE (PATTERN (a) DEFINE a AS TRUE)");
    return all;
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String withs(int count) {
    return "w0 AS (SELECT 1 AS a)"
        + IntStream.rangeClosed(1, count)
            .mapToObj(i -> ", w%d AS (SELECT x.a FROM w%d AS x)".formatted(i, i - 1))
            .collect(Collectors.joining());
  }
}
