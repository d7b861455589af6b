package io.tiangong.spi.testing;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table that every backend's {@link SourceContract} reads: one column of each kind, and rows
 * with NULLs, extremes, Unicode and trailing spaces. The values are those that HBase, MySQL and
 * Parquet can all hold.
 */
public final class ContractTable {

  public static final TableName NAME = new TableName("contract", "every_kind");
  public static final int ROWS = 300;

  public static final List<Column> COLUMNS =
      List.of(
          new Column("id", ColumnType.of(TypeKind.BIGINT).withNullable(false)),
          new Column("c_boolean", ColumnType.of(TypeKind.BOOLEAN)),
          new Column("c_tinyint", ColumnType.of(TypeKind.TINYINT)),
          new Column("c_smallint", ColumnType.of(TypeKind.SMALLINT)),
          new Column("c_integer", ColumnType.of(TypeKind.INTEGER)),
          new Column("c_bigint", ColumnType.of(TypeKind.BIGINT)),
          new Column("c_decimal", ColumnType.decimal(38, 10)),
          new Column("c_float", ColumnType.of(TypeKind.FLOAT)),
          new Column("c_double", ColumnType.of(TypeKind.DOUBLE)),
          new Column("c_varchar", ColumnType.of(TypeKind.VARCHAR)),
          new Column("c_varbinary", ColumnType.of(TypeKind.VARBINARY)),
          new Column("c_date", ColumnType.of(TypeKind.DATE)),
          new Column("c_time", ColumnType.of(TypeKind.TIME)),
          new Column("c_timestamp", ColumnType.of(TypeKind.TIMESTAMP)),
          new Column("c_timestamp_ltz", ColumnType.of(TypeKind.TIMESTAMP_LTZ)),
          new Column("c_json", ColumnType.of(TypeKind.JSON)));

  private static final BigDecimal DECIMAL_MAX =
      new BigDecimal(BigInteger.TEN.pow(38).subtract(BigInteger.ONE), 10);
  private static final LocalDateTime FIRST_MOMENT = LocalDateTime.of(1, 1, 1, 0, 0);
  private static final LocalDateTime LAST_MOMENT =
      LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);
  private static final List<String> TEXTS =
      List.of(
          "abc",
          "abc ",
          "abc  ",
          "ABC",
          "äbc",
          "a\u0308bc",
          "单号",
          "订单🚚已签收",
          "it's \"quoted\" `b` \\ %_",
          "tab\tnew\nline",
          "\uffee",
          "\ud83d\ude9a",
          "x".repeat(10_000));

  private static final List<String> DOCUMENTS =
      List.of(
          "{}",
          " [1, 2.50, -3e2 ] ",
          "\"it's \\\"quoted\\\" \\u5355\"",
          "{\"b\": {\"a\": [true, null]}, \"a\": \"订单🚚\"}");

  private ContractTable() {}

  public static TableDefinition definition(Map<String, String> options) {
    return new TableDefinition(NAME, COLUMNS, List.of("id"), List.of(), options);
  }

  /** The rows, by ascending id; the same at every call. */
  public static Relation relation() {
    Stream<List<@Nullable Object>> special = Stream.of(smallest(), largest(), nulls(), zeros());
    List<List<@Nullable Object>> rows = new ArrayList<>(special.toList());
    Random random = new Random(20_261_111);
    while (rows.size() < ROWS) {
      rows.add(ordinary(rows.size() + 1L, random));
    }
    return new Relation(COLUMNS, rows);
  }

  private static List<@Nullable Object> smallest() {
    return Arrays.asList(
        1L,
        false,
        (long) Byte.MIN_VALUE,
        (long) Short.MIN_VALUE,
        (long) Integer.MIN_VALUE,
        Long.MIN_VALUE,
        DECIMAL_MAX.negate(),
        (double) -Float.MAX_VALUE,
        -Double.MAX_VALUE,
        " ",
        new byte[] {0},
        FIRST_MOMENT.toLocalDate(),
        LocalTime.MIN,
        FIRST_MOMENT,
        Instant.ofEpochSecond(1),
        "null");
  }

  private static List<@Nullable Object> largest() {
    return Arrays.asList(
        2L,
        true,
        (long) Byte.MAX_VALUE,
        (long) Short.MAX_VALUE,
        (long) Integer.MAX_VALUE,
        Long.MAX_VALUE,
        DECIMAL_MAX,
        (double) Float.MAX_VALUE,
        Double.MAX_VALUE,
        "\udbff\udffd",
        new byte[] {-1, -1, -1},
        LAST_MOMENT.toLocalDate(),
        LAST_MOMENT.toLocalTime(),
        LAST_MOMENT,
        Instant.parse("2038-01-19T03:14:07Z"),
        "[".repeat(30) + "]".repeat(30));
  }

  private static List<@Nullable Object> nulls() {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(3L);
    COLUMNS.stream().skip(1).forEach(column -> row.add(null));
    return row;
  }

  private static List<@Nullable Object> zeros() {
    return Arrays.asList(
        4L,
        false,
        0L,
        0L,
        0L,
        0L,
        BigDecimal.ZERO.setScale(10),
        (double) Float.MIN_VALUE,
        Double.MIN_NORMAL,
        "",
        new byte[0],
        LocalDate.EPOCH,
        LocalTime.NOON,
        LocalDate.EPOCH.atStartOfDay(),
        Instant.parse("2000-02-29T00:00:00Z"),
        "0");
  }

  private static List<@Nullable Object> ordinary(long id, Random random) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(id);
    COLUMNS.stream()
        .skip(1)
        .forEach(column -> row.add(random.nextInt(8) == 0 ? null : ordinary(column, random)));
    return row;
  }

  private static Object ordinary(Column column, Random random) {
    return switch (column.type().kind()) {
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> (long) (byte) random.nextInt();
      case SMALLINT -> (long) (short) random.nextInt();
      case INTEGER -> (long) random.nextInt();
      case BIGINT -> random.nextLong();
      case DECIMAL -> BigDecimal.valueOf(random.nextLong(), 10);
      case FLOAT -> (double) random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case VARCHAR -> TEXTS.get(random.nextInt(TEXTS.size()));
      case JSON -> DOCUMENTS.get(random.nextInt(DOCUMENTS.size()));
      case VARBINARY -> randomBytes(random);
      case DATE -> LocalDate.ofEpochDay(random.nextInt(30_000));
      case TIME -> LocalTime.ofNanoOfDay(random.nextInt(86_400) * 1_000_000_000L + 1_000);
      case TIMESTAMP ->
          LocalDateTime.of(1900, 1, 1, 0, 0)
              .plus(random.nextInt(), ChronoUnit.SECONDS)
              .plus(random.nextInt(1_000_000), ChronoUnit.MICROS);
      case TIMESTAMP_LTZ ->
          Instant.ofEpochSecond(1 + random.nextInt(2_000_000_000))
              .plus(random.nextInt(1_000_000), ChronoUnit.MICROS);
    };
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }
}
