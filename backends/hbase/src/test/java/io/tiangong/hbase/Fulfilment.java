package io.tiangong.hbase;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table of counters by carrier and day, with some NULLs. */
final class Fulfilment {

  static final Column TMS = new Column("tms", ColumnType.of(TypeKind.VARCHAR).withNullable(false));
  static final Column DT = new Column("dt", ColumnType.of(TypeKind.DATE).withNullable(false));
  static final Column DONE = new Column("done", ColumnType.of(TypeKind.BIGINT));
  static final Column CANCELLED = new Column("cancelled", ColumnType.of(TypeKind.BIGINT));
  static final Column UPDATED =
      new Column("updated_at", new ColumnType(TypeKind.TIMESTAMP, 3, 0, true));
  static final List<Column> COLUMNS = List.of(TMS, DT, DONE, CANCELLED, UPDATED);
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 1);

  private Fulfilment() {}

  static TableDefinition definition(String table, String rowKey) {
    return new TableDefinition(
        new TableName("rt", table),
        COLUMNS,
        List.of("tms", "dt"),
        List.of(),
        Map.of("table", "rt:" + table, "row-key", rowKey, "family", "d"));
  }

  static List<List<@Nullable Object>> rows(int carriers, int days) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int carrier = 0; carrier < carriers; carrier++) {
      for (int day = 0; day < days; day++) {
        rows.add(row(carrier, day));
      }
    }
    return rows;
  }

  static String carrier(int number) {
    return "TMS%04d".formatted(number);
  }

  static List<@Nullable Object> row(int carrier, int day) {
    int n = carrier * 31 + day;
    LocalDate date = FIRST_DAY.plusDays(day);
    LocalDateTime updated = date.atTime(n % 24, n % 60);
    return Arrays.asList(
        carrier(carrier),
        date,
        n % 5 == 0 ? null : (Long) (long) n,
        n % 10 == 0 ? null : (Long) (n % 7L),
        n % 10 == 0 ? null : updated);
  }
}
