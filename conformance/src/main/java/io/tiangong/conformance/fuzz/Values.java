package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.fuzz.query.Expr;
import io.tiangong.conformance.fuzz.query.Family;
import io.tiangong.spi.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** Draws cells and constants, from pools so small that they meet. */
final class Values {

  static final List<String> TEXTS =
      List.of(
          "a", "A", "a ", "ab", "Ab", "AB", "b", "中文", " a", "", "a_b", "%", "é", "É", "e\u0301",
          "😀", "it's", "Z", "z", "12", "-7", "1e3", "null", "中", "a  ", "x\\y", "\"q\"", "a\tb");

  private static final List<Long> WHOLES = List.of(0L, 1L, -1L, 2L, 3L, 5L, 7L, 11L, 100L, -100L);
  private static final List<Long> EXTREMES =
      List.of(Long.MAX_VALUE, -Long.MAX_VALUE, 9_007_199_254_740_993L, 1L << 40);
  private static final List<String> EXACTS =
      List.of("0", "1", "-1", "0.01", "1.10", "1.1", "2.5", "-2.5", "99.99", "1234567.89");
  private static final List<String> WIDES =
      List.of(
          "9999999999999999999999999999.9999999999",
          "-9999999999999999999999999999.9999999999",
          "0.0000000001",
          "1.1",
          "0");
  private static final List<Double> DOUBLES =
      List.of(0.0, 1.0, -1.0, 0.5, 0.1, 2.5, -2.5, 100.25, 1.0e-3, 12345.678);
  private static final int SMALL_DOMAIN = 12;

  private final Random random;

  Values(Random random) {
    this.random = random;
  }

  private <T> T one(List<T> pool) {
    return pool.get(random.nextInt(pool.size()));
  }

  LocalDate day() {
    return LocalDate.of(2026, 2, 26).plusDays(random.nextInt(6));
  }

  /** A cell that is not NULL. */
  Object stored(Column column) {
    return switch (column.type().kind()) {
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> one(List.of(0L, 1L, -1L, 2L, 127L, -128L));
      case SMALLINT, INTEGER -> whole(column.name());
      case BIGINT -> column.name().equals("big") ? extreme() : one(WHOLES);
      case DECIMAL -> decimal(column);
      case FLOAT -> (double) one(DOUBLES).floatValue();
      case DOUBLE -> one(DOUBLES);
      case VARCHAR -> one(TEXTS);
      case JSON -> throw new IllegalArgumentException("no JSON among the tables");
      case VARBINARY -> one(TEXTS).getBytes(StandardCharsets.UTF_8);
      case DATE -> random.nextInt(8) == 0 ? LocalDate.of(9999, 12, 31) : day();
      case TIME -> LocalTime.of(random.nextInt(24), 30, 0, random.nextInt(3) * 1_000);
      case TIMESTAMP, TIMESTAMP_LTZ -> instant();
    };
  }

  private long whole(String column) {
    return switch (column) {
      case "k" -> random.nextInt(SMALL_DOMAIN);
      case "small" -> one(List.of(0L, 1L, -1L, 7L, 32_767L, -32_768L));
      case "i" -> one(List.of(0L, 1L, -1L, 5L, 12L, 2_147_483_647L, -2_147_483_648L));
      default -> one(WHOLES);
    };
  }

  private long extreme() {
    return random.nextInt(3) == 0 ? one(EXTREMES) : one(WHOLES);
  }

  private BigDecimal decimal(Column column) {
    boolean wide = column.name().equals("wide") && random.nextInt(2) == 0;
    return new BigDecimal(wide ? one(WIDES) : one(EXACTS))
        .setScale(column.type().scale(), RoundingMode.UNNECESSARY);
  }

  private LocalDateTime instant() {
    return day().atTime(random.nextInt(3) * 12 % 24, 0).plus(random.nextInt(2), ChronoUnit.MILLIS);
  }

  /** A constant to compare with. */
  Expr.Literal constant(Family family) {
    Object value =
        switch (family) {
          case TRUTH -> random.nextBoolean();
          case WHOLE -> random.nextInt(12) == 0 ? one(EXTREMES) : one(WHOLES);
          case EXACT -> new BigDecimal(one(random.nextInt(12) == 0 ? WIDES : EXACTS));
          case FLOATING -> one(DOUBLES);
          case TEXT -> one(TEXTS);
          case DATE -> day();
          case TIMESTAMP -> instant();
          case TIME, BYTES -> throw new IllegalArgumentException("no constants of " + family);
        };
    return new Expr.Literal(value, family, true);
  }

  /** A small number that stays a literal. */
  Expr.Literal literal(int from, int to) {
    return new Expr.Literal((long) from + random.nextInt(to - from), Family.WHOLE, false);
  }

  Expr.Literal pattern() {
    List<String> patterns =
        List.of("a%", "%a", "%b%", "_", "__", "A%", "%", "", "a_b", "中%", "% ", "%'%");
    return new Expr.Literal(one(patterns), Family.TEXT, random.nextBoolean());
  }
}
