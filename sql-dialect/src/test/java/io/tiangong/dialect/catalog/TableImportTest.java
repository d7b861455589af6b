package io.tiangong.dialect.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.testing.InMemorySource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TableImportTest {

  private static final String DDL =
      """
      CREATE SOURCE src WITH ('type' = 'memory');
      CREATE TABLE shop.orders (id BIGINT) WITH ('source' = 'src');
      CREATE VIEW shop.items AS SELECT 1 AS x;
      IMPORT TABLES FROM src.shop INTO shop LIKE '%r%';
      """;

  private final InMemorySource source = new InMemorySource("src");
  private final CatalogScript script =
      CatalogScript.parse(Map.of("a.sql", DDL), UnaryOperator.identity());

  private void add(String table, Column... columns) {
    source.add(
        new TableDefinition(
            new TableName("shop", table), List.of(columns), List.of(), List.of(), Map.of()),
        List.of());
  }

  private static Column id() {
    return new Column("id", ColumnType.of(TypeKind.BIGINT));
  }

  private CatalogScript imported() {
    TableImport one = script.imports().get(0);
    return script.withImported(Map.of(one, one.read(source)));
  }

  @Test
  void anImportSaysFromWhereAndWhat() {
    assertThat(script.imports())
        .containsExactly(new TableImport("src", "shop", "shop", Optional.of("%r%")));
  }

  @Test
  void tablesThatFitThePatternAreDeclaredAsTheSourceHasThem() {
    add("couriers", id());
    add("parcels", id());
    add("stops");
    assertThat(imported().tables())
        .extracting(table -> table.definition().name().toString())
        .containsExactly("shop.orders", "shop.couriers", "shop.parcels");
  }

  @Test
  void tablesWithoutReadableColumnsAreLeftOut() {
    add("drafts");
    assertThat(imported().tables()).hasSize(1);
  }

  @Test
  void namesThatAreTakenAreTold() {
    add("orders", id());
    assertThatThrownBy(this::imported)
        .hasMessage(
            """
            CATALOG_INVALID: the catalog has 1 problem:
            IMPORT TABLES FROM src.shop INTO shop: shop.orders is already declared""");
  }
}
