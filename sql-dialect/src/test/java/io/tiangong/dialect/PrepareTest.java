package io.tiangong.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrepareTest {

  private static final ColumnType TEXT = ColumnType.of(TypeKind.VARCHAR);

  private final Dialect dialect = new Dialect(TestCatalog.create(), 1 << 20);

  @Test
  void typesOfAllQuestionMarksAreToldInOrder() {
    Prepared prepared =
        dialect.prepare(
            "SELECT order_id FROM ord.orders WHERE tms = ? AND amount > 1.5 AND dt = ? AND order_id < ?",
            List.of(),
            "",
            "");
    assertThat(prepared.parameterTypes())
        .containsExactly(TEXT, ColumnType.of(TypeKind.DATE), ColumnType.of(TypeKind.BIGINT));
    assertThat(prepared.columns())
        .containsExactly(
            new Column("order_id", ColumnType.of(TypeKind.BIGINT).withNullable(false)));
  }

  @Test
  void givenTypesAreKeptAndMissingOnesInferred() {
    Prepared prepared =
        dialect.prepare(
            "SELECT ? AS given FROM orders WHERE tms = ?",
            List.of(ColumnType.decimal(5, 2)),
            "",
            "ord");
    assertThat(prepared.parameterTypes()).containsExactly(ColumnType.decimal(5, 2), TEXT);
    assertThat(prepared.columns()).containsExactly(new Column("given", ColumnType.decimal(5, 2)));
  }

  @Test
  void thePlanOfAPreparedTextIsFound() {
    String sql = "SELECT order_id, ? AS x FROM ord.orders WHERE tms = ? AND region = 'north'";
    dialect.prepare(sql, List.of(ColumnType.decimal(3, 1)), "", "");
    Value x = new Value(ColumnType.decimal(3, 1).withNullable(false), new BigDecimal("1.5"));
    assertThat(dialect.plan(sql, List.of(x, Value.of("t1")), "", "").cached()).isTrue();
    assertThat(dialect.plan(sql.replace("north", "south"), List.of(x, Value.of("t1")), "").cached())
        .isTrue();
  }

  @Test
  void preparingAgainPlansNothing() {
    String sql = "SELECT order_id FROM ord.orders WHERE tms = ?";
    dialect.prepare(sql, List.of(), "", "");
    long misses = dialect.planCacheStats().misses();
    dialect.prepare(sql, List.of(), "", "");
    assertThat(dialect.planCacheStats().misses()).isEqualTo(misses);
  }

  @Test
  void commandsThatAnswerWithRowsCanBePrepared() {
    assertThat(dialect.prepare("SHOW TABLES", List.of(), "", "").columns())
        .extracting(Column::name)
        .contains("schema", "table");
    Prepared explained =
        dialect.prepare("EXPLAIN SELECT 1 FROM ord.orders WHERE tms = ?", List.of(), "", "");
    assertThat(explained.columns()).extracting(Column::name).containsExactly("plan");
    assertThat(explained.parameterTypes()).containsExactly(TEXT);
  }

  @Test
  void errorsNameTheirPlace() {
    assertThatThrownBy(() -> dialect.prepare("SELECT nope FROM ord.orders", List.of(), "", ""))
        .hasMessageStartingWith("COLUMN_NOT_FOUND at 1:8");
  }
}
