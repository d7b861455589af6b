package io.tiangong.conformance.fuzz.query;

/**
 * What is done to arguments, as a text in TgSQL and a text in DuckDB that means the same.
 *
 * <p>{@code $0}, {@code $1}, {@code $2} stand for arguments, {@code $*} for those from the second
 * on, {@code $+} for those from the third on. DuckDB's text is written down here by hand, and owes
 * nothing to the gateway's own renderer.
 */
public enum Operator {
  AND("$0 AND $1"),
  OR("$0 OR $1"),
  NOT("NOT $0"),
  IS_NULL("$0 IS NULL"),
  IS_NOT_NULL("$0 IS NOT NULL"),
  IS_TRUE("$0 IS TRUE"),
  IS_NOT_TRUE("$0 IS NOT TRUE"),
  EQ("$0 = $1"),
  NE("$0 <> $1"),
  LT("$0 < $1"),
  LE("$0 <= $1"),
  GT("$0 > $1"),
  GE("$0 >= $1"),
  DISTINCT_FROM("$0 IS DISTINCT FROM $1"),
  BETWEEN("$0 BETWEEN $1 AND $2"),
  NOT_BETWEEN("$0 NOT BETWEEN $1 AND $2"),
  IN("$0 IN ($*)"),
  NOT_IN("$0 NOT IN ($*)"),
  LIKE("$0 LIKE $1"),
  NOT_LIKE("$0 NOT LIKE $1"),

  PLUS_WHOLE("$0 + $1", "CAST($0 AS BIGINT) + CAST($1 AS BIGINT)"),
  MINUS_WHOLE("$0 - $1", "CAST($0 AS BIGINT) - CAST($1 AS BIGINT)"),
  TIMES_WHOLE("$0 * $1", "CAST($0 AS BIGINT) * CAST($1 AS BIGINT)"),
  DIV("$0 DIV $1", "CAST($0 AS BIGINT) // NULLIF(CAST($1 AS BIGINT), 0)"),
  MOD("$0 % $1", "CAST($0 AS BIGINT) % NULLIF(CAST($1 AS BIGINT), 0)"),
  DIVIDE("$0 / $1", "CAST($0 AS DOUBLE) / NULLIF(CAST($1 AS DOUBLE), 0)"),
  PLUS("$0 + $1"),
  MINUS("$0 - $1"),
  TIMES("$0 * $1"),
  TIMES_EXACT("$0 * $1", "CAST($0 AS DECIMAL(19, 4)) * CAST($1 AS DECIMAL(19, 4))"),
  ABS_WHOLE("ABS($0 + 0)", "ABS(CAST($0 AS BIGINT))"),
  ABS("ABS($0)"),
  NEGATE_WHOLE("-($0 + 0)", "-CAST($0 AS BIGINT)"),

  UPPER("UPPER($0)"),
  LOWER("LOWER($0)"),
  TRIM("TRIM($0)"),
  CONCAT("$0 || $1"),
  LENGTH("CHAR_LENGTH($0)", "length($0)"),
  SUBSTRING("SUBSTRING($0 FROM $1 FOR $2)", "substring($0, $1, $2)"),
  YEAR("EXTRACT(YEAR FROM $0)"),
  MONTH("EXTRACT(MONTH FROM $0)"),
  DAY("EXTRACT(DAY FROM $0)"),
  NEXT_MONTH("$0 + INTERVAL '1' MONTH", "CAST($0 + INTERVAL 1 MONTH AS DATE)"),
  WEEK_BEFORE("$0 - INTERVAL '7' DAY", "CAST($0 - INTERVAL 7 DAY AS DATE)"),
  TO_DATE("CAST($0 AS DATE)"),
  TO_TEXT("CAST($0 AS VARCHAR)"),
  TO_DOUBLE("CAST($0 AS DOUBLE)"),
  TO_WHOLE("CAST($0 AS BIGINT)"),
  TRY_WHOLE("TRY_CAST($0 AS BIGINT)"),
  COALESCE("COALESCE($0, $1)"),
  NULLIF("NULLIF($0, $1)"),
  CASE("CASE WHEN $0 THEN $1 ELSE $2 END"),
  CASE_OPEN("CASE WHEN $0 THEN $1 END"),

  COUNT_ALL("COUNT(*)"),
  COUNT("COUNT($0)"),
  COUNT_DISTINCT("COUNT(DISTINCT $0)"),
  SUM_WHOLE("SUM($0)", "CAST(SUM($0) AS BIGINT)"),
  SUM("SUM($0)"),
  AVG("AVG($0)"),
  MIN("MIN($0)"),
  MAX("MAX($0)"),

  ROW_NUMBER("ROW_NUMBER() OVER (PARTITION BY $0 ORDER BY $*)"),
  RANK(
      "RANK() OVER (PARTITION BY $0 ORDER BY $1)",
      "RANK() OVER (PARTITION BY $0 ORDER BY $1 NULLS FIRST)"),
  WINDOW_COUNT("COUNT($0) OVER (PARTITION BY $1)"),
  WINDOW_SUM(
      "SUM($0) OVER (PARTITION BY $1 ORDER BY $+)",
      "CAST(SUM($0) OVER (PARTITION BY $1 ORDER BY $+) AS BIGINT)"),
  LAG("LAG($0) OVER (PARTITION BY $1 ORDER BY $+)");

  private final String tgSql;
  private final String duckDb;

  Operator(String both) {
    this(both, both);
  }

  Operator(String tgSql, String duckDb) {
    this.tgSql = tgSql;
    this.duckDb = duckDb;
  }

  String template(boolean forDuckDb) {
    return forDuckDb ? duckDb : tgSql;
  }

  public boolean isAggregate() {
    return compareTo(COUNT_ALL) >= 0 && compareTo(MAX) <= 0;
  }

  public boolean isWindow() {
    return compareTo(ROW_NUMBER) >= 0;
  }
}
