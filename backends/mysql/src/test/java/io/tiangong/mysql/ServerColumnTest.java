package io.tiangong.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerColumnTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tinyint(1)|BOOLEAN",
        "tinyint(1)|TINYINT",
        "tinyint(3) unsigned|SMALLINT",
        "bit(1)|BOOLEAN",
        "int(11)|INTEGER",
        "int(11)|BIGINT",
        "int(10) unsigned|BIGINT",
        "mediumint(9)|INTEGER",
        "bigint(20)|BIGINT",
        "bigint(20) unsigned|DECIMAL",
        "year(4)|SMALLINT",
        "float|DOUBLE",
        "double|DOUBLE",
        "varchar(20)|VARCHAR",
        "longtext|VARCHAR",
        "longtext|JSON",
        "json|VARCHAR",
        "enum('a','b')|VARCHAR",
        "json|JSON",
        "blob|VARBINARY",
        "binary(16)|VARBINARY",
        "date|DATE",
        "time(3)|TIME",
        "datetime(6)|TIMESTAMP",
        "timestamp|TIMESTAMP_LTZ",
        "timestamp|TIMESTAMP"
      })
  void declarationsThatHoldEveryValueAreSilent(String columnType, TypeKind kind) {
    assertThat(differences(columnType, ColumnType.of(kind))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int(11)|SMALLINT",
        "int(10) unsigned|INTEGER",
        "bigint(20) unsigned|BIGINT",
        "tinyint(3) unsigned|TINYINT",
        "bit(8)|BOOLEAN",
        "double|FLOAT",
        "varchar(20)|BIGINT",
        "blob|VARCHAR",
        "blob|JSON",
        "enum('a','b')|JSON",
        "datetime|TIMESTAMP_LTZ",
        "date|TIMESTAMP"
      })
  void othersAreTold(String columnType, TypeKind kind) {
    assertThat(differences(columnType, ColumnType.of(kind)))
        .containsExactly("a is declared " + ColumnType.of(kind) + " but is " + columnType);
  }

  @Test
  void decimalsMustHoldAllDigits() {
    assertThat(differences("decimal(10,2)", ColumnType.decimal(10, 2))).isEmpty();
    assertThat(differences("decimal(10,2)", ColumnType.decimal(12, 4))).isEmpty();
    assertThat(differences("decimal(10,2)", ColumnType.decimal(10, 4))).hasSize(1);
    assertThat(differences("decimal(10,2)", ColumnType.decimal(10, 1))).hasSize(1);
  }

  @Test
  void missingAndNullableColumnsAreTold() {
    ColumnType notNull = ColumnType.of(TypeKind.BIGINT).withNullable(false);
    assertThat(differences("bigint(20)", notNull))
        .containsExactly("a is declared NOT NULL but may be NULL");
    assertThat(ServerColumn.differences(definition(notNull), List.of()))
        .containsExactly("there is no column A");
  }

  @ParameterizedTest
  @CsvSource({
    "varchar, utf8mb4_nopad_bin, true",
    "varchar, utf8mb4_0900_bin, true",
    "varchar, utf8mb4_bin, false",
    "varchar, utf8mb4_general_ci, false",
    "varchar, latin1_nopad_bin, false",
    "varbinary, '', true",
    "binary, '', false",
    "int, '', false"
  })
  void exactTextNeedsACollationByCodePointWithoutPadding(
      String dataType, String collation, boolean exact) {
    assertThat(new ServerColumn("a", dataType, dataType, collation, true, true).comparesExactly())
        .isEqualTo(exact);
  }

  private static List<String> differences(String columnType, ColumnType declared) {
    String dataType = columnType.replaceAll("[( ].*", "");
    ServerColumn column = new ServerColumn("a", dataType, columnType, "", true, false);
    return ServerColumn.differences(definition(declared), List.of(column));
  }

  private static TableDefinition definition(ColumnType type) {
    return new TableDefinition(
        new TableName("s", "t"), List.of(new Column("A", type)), List.of(), List.of(), Map.of());
  }
}
