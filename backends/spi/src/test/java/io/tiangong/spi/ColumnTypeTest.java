package io.tiangong.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnTypeTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "39, 0", "10, -1", "10, 11"})
  void refusesImpossibleDecimals(int precision, int scale) {
    assertThatThrownBy(() -> ColumnType.decimal(precision, scale))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DECIMAL(" + precision + "," + scale + ")");
  }

  @Test
  void printsAsTgSqlWritesIt() {
    assertThat(ColumnType.decimal(10, 2)).hasToString("DECIMAL(10, 2)");
    assertThat(ColumnType.of(TypeKind.TIMESTAMP)).hasToString("TIMESTAMP(6)");
    assertThat(ColumnType.of(TypeKind.VARCHAR)).hasToString("VARCHAR");
    assertThat(new ColumnType(TypeKind.VARCHAR, 20, 0, false)).hasToString("VARCHAR(20)");
    assertThat(ColumnType.of(TypeKind.BIGINT)).hasToString("BIGINT");
  }

  @Test
  void jsonIsAnExtensionOfTextInArrow() {
    Field json = ArrowTypes.field(new Column("c", ColumnType.of(TypeKind.JSON)));
    assertThat(json.getType()).isEqualTo(ArrowType.Utf8.INSTANCE);
    assertThat(json.getMetadata()).containsEntry("ARROW:extension:name", "arrow.json");
    assertThat(ArrowTypes.extension(ColumnType.of(TypeKind.VARCHAR))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TypeKind.class)
  void isNullableUnlessToldOtherwise(TypeKind kind) {
    ColumnType type = ColumnType.of(kind);
    assertThat(type.nullable()).isTrue();
    assertThat(type.withNullable(true)).isSameAs(type);
    assertThat(type.withNullable(false).nullable()).isFalse();
    assertThat(ArrowTypes.field(new Column("c", type.withNullable(false))).isNullable()).isFalse();
  }
}
