package io.tiangong.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellsTest {

  @ParameterizedTest
  @EnumSource(TypeKind.class)
  void readsBackWhatWasWritten(TypeKind kind) {
    ColumnType type = kind == TypeKind.DECIMAL ? ColumnType.decimal(38, 4) : ColumnType.of(kind);
    List<Object> values = samples(kind);
    try (BufferAllocator allocator = new RootAllocator();
        FieldVector vector = ArrowTypes.field(new Column("c", type)).createVector(allocator)) {
      int rows = 5_000;
      for (int row = 0; row < rows; row++) {
        Cells.write(vector, row, row % 3 == 0 ? null : values.get(row % values.size()));
      }
      vector.setValueCount(rows);
      for (int row = 0; row < rows; row++) {
        Object expected = row % 3 == 0 ? null : values.get(row % values.size());
        assertThat(Cells.read(vector, row)).isEqualTo(expected);
      }
    }
  }

  @Test
  void refusesAnIntegerThatDoesNotFit() {
    Column column = new Column("c", ColumnType.of(TypeKind.INTEGER));
    try (BufferAllocator allocator = new RootAllocator();
        FieldVector vector = ArrowTypes.field(column).createVector(allocator)) {
      assertThatThrownBy(() -> Cells.write(vector, 0, 1L << 31))
          .isInstanceOf(ArithmeticException.class);
    }
  }

  private static List<Object> samples(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN -> List.of(true, false);
      case TINYINT -> List.of(-128L, 0L, 127L);
      case SMALLINT -> List.of(-32_768L, 0L, 32_767L);
      case INTEGER -> List.of((long) Integer.MIN_VALUE, 0L, (long) Integer.MAX_VALUE);
      case BIGINT -> List.of(Long.MIN_VALUE, 0L, Long.MAX_VALUE);
      case DECIMAL -> List.of(new BigDecimal("-1.2300"), new BigDecimal("0.0000"));
      case FLOAT -> List.of((double) Float.MAX_VALUE, 0.5);
      case DOUBLE -> List.of(Double.MAX_VALUE, Double.MIN_VALUE, -0.0);
      case VARCHAR -> List.of("", "trailing  ", "订单🚚");
      case JSON -> List.of("null", "{\"a\": [1, \"单\"]}");
      case VARBINARY -> List.of(new byte[0], new byte[] {0, -1});
      case DATE -> List.of(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));
      case TIME -> List.of(LocalTime.MIN, LocalTime.of(23, 59, 59, 999_999_000));
      case TIMESTAMP ->
          List.of(
              LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000),
              LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
      case TIMESTAMP_LTZ -> List.of(Instant.EPOCH, Instant.parse("1969-12-31T23:59:59.999999Z"));
    };
  }
}
