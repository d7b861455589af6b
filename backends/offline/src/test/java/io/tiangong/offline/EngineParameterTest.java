package io.tiangong.offline;

import static io.tiangong.offline.TestEngine.request;
import static io.tiangong.offline.TestEngine.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.Bindings;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.SqlBind;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.Value;
import io.tiangong.spi.testing.ContractTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EngineParameterTest extends EngineTest {

  static Stream<Value> valuesOfEveryKind() {
    return IntStream.range(0, ContractTable.COLUMNS.size())
        .boxed()
        .flatMap(
            column ->
                ContractTable.relation().rows().stream()
                    .limit(12)
                    .map(row -> value(ContractTable.COLUMNS.get(column).type(), row.get(column))));
  }

  private static Value value(ColumnType type, @Nullable Object cell) {
    return cell == null ? Value.ofNull(type) : new Value(type, cell);
  }

  @Test
  void valuesOfEveryKindArriveUnaltered() {
    valuesOfEveryKind()
        .forEach(value -> assertThat(echo(value)).as(value.toString()).isEqualTo(value.value()));
  }

  @ParameterizedTest
  @EnumSource(TypeKind.class)
  void nullHasTheTypeOfItsHole(TypeKind kind) {
    assertThat(echo(Value.ofNull(ColumnType.of(kind)))).isNull();
  }

  static Stream<LocalDate> unusualDates() {
    return Stream.of(
        LocalDate.of(1582, 10, 4),
        LocalDate.of(1, 1, 1),
        LocalDate.of(-44, 3, 15),
        LocalDate.of(9999, 12, 31));
  }

  @ParameterizedTest
  @MethodSource("unusualDates")
  void datesBeforeTheGregorianCalendarKeepTheirDay(LocalDate date) {
    assertThat(echo(new Value(ColumnType.of(TypeKind.DATE), date))).isEqualTo(date);
    LocalDateTime midnight = date.atStartOfDay();
    assertThat(echo(new Value(ColumnType.of(TypeKind.TIMESTAMP), midnight))).isEqualTo(midnight);
  }

  @Test
  void integerOutsideItsTypeIsRefused() {
    for (TypeKind kind : List.of(TypeKind.TINYINT, TypeKind.SMALLINT, TypeKind.INTEGER)) {
      assertThatThrownBy(() -> echo(new Value(ColumnType.of(kind), Long.MAX_VALUE)))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("NUMERIC_VALUE_OUT_OF_RANGE");
    }
  }

  @Test
  void decimalThatWouldBeRoundedIsRefused() {
    ColumnType type = ColumnType.decimal(5, 2);
    assertThat(echo(new Value(type, new BigDecimal("1.5")))).isEqualTo(new BigDecimal("1.50"));
    assertThatThrownBy(() -> echo(new Value(type, new BigDecimal("1.555"))))
        .hasMessageContaining("NUMERIC_VALUE_OUT_OF_RANGE");
    assertThatThrownBy(() -> echo(new Value(type, new BigDecimal("1000"))))
        .hasMessageContaining("NUMERIC_VALUE_OUT_OF_RANGE");
  }

  @Test
  void valueOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> echo(new Value(ColumnType.of(TypeKind.DATE), "2026-11-11")))
        .hasMessageContaining("INVALID_PARAMETER")
        .hasMessageContaining("DATE");
  }

  @Test
  void parameterMayBeUsedTwice() {
    SqlBind.Parameter first = new SqlBind.Parameter(0, TestEngine.BIGINT);
    SqlBind.Parameter second = new SqlBind.Parameter(1, TestEngine.BIGINT);
    SqlRequest request =
        request(text("SELECT ", second, " - ", first, " * ", first, ""), TestEngine.BIGINT);
    assertThat(engine.rows(request, Bindings.of(List.of(Value.of(3), Value.of(10)))))
        .containsExactly(List.of(1L));
  }

  @Test
  void repeatedExecutionsUseOnePreparedStatement() {
    for (long i = 0; i < 10; i++) {
      assertThat(echo(Value.of(i))).isEqualTo(i);
    }
    assertThat(engine.engine.sessions().idle())
        .singleElement()
        .extracting(Session::prepared)
        .isEqualTo(1);
  }

  private @Nullable Object echo(Value value) {
    SqlRequest request =
        request(text("SELECT ", new SqlBind.Parameter(0, value.type()), ""), value.type());
    return engine.rows(request, Bindings.of(List.of(value))).get(0).get(0);
  }
}
