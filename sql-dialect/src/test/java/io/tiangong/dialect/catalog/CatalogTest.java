package io.tiangong.dialect.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Source;
import io.tiangong.spi.TableFacts;
import io.tiangong.spi.TableName;
import io.tiangong.spi.testing.InMemorySource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogTest {

  private static final TableName ORDERS = new TableName("ord", "orders");
  private static final String DDL =
      """
      CREATE SOURCE mem WITH ('type' = 'memory');
      CREATE TABLE ord.orders (id BIGINT) WITH ('source' = 'mem');
      CREATE TABLE rt.fulfilment (tms VARCHAR) WITH ('source' = 'mem');
      CREATE VIEW ord.open AS SELECT * FROM ord.orders;
      """;

  @Test
  void joinsDeclarationsWithTheirSourcesAndFacts() {
    TableFacts facts = new TableFacts(ORDERS, 100, 1000, Set.of(), List.of(List.of("id")));
    Catalog catalog = catalog(null, Map.of(ORDERS, facts));
    assertThat(catalog.table(ORDERS)).get().extracting(CatalogTable::facts).isEqualTo(facts);
    assertThat(catalog.table(new TableName("RT", "Fulfilment")))
        .get()
        .extracting(table -> table.facts().rows())
        .isEqualTo(-1L);
    assertThat(catalog.view(new TableName("ord", "open"))).isPresent();
    assertThat(catalog.schemas()).containsExactly("ord", "rt");
  }

  @Test
  void everyRefusalOfASourceIsListed() {
    CatalogScript script = CatalogScript.parse(Map.of("a.sql", DDL), name -> name);
    QueryException error =
        catchThrowableOfType(
            QueryException.class,
            () ->
                Catalog.of(
                    1, script, Map.of("other", new InMemorySource("other")), Map.of(), null));
    assertThat(error.code()).isEqualTo(ErrorCode.CATALOG_INVALID);
    assertThat(error.text())
        .isEqualTo(
            """
            the catalog has 2 problems:
            ord.orders: its source mem was not started
            rt.fulfilment: its source mem was not started""");
  }

  @Test
  void namesAreResolvedWithoutRegardToCase() {
    assertThat(catalog("ORD", Map.of()).resolve(List.of("Orders"))).isEqualTo(ORDERS);
    assertThat(catalog(null, Map.of()).resolve(List.of("ORD", "orders"))).isEqualTo(ORDERS);
  }

  @Test
  void anUnknownNameBringsTheNearestOne() {
    assertThat(unknown(null, "ord", "oders")).endsWith("ord.oders; did you mean ord.orders?");
    assertThat(unknown(null, "orders"))
        .endsWith("no table orders; write it as schema.table; did you mean ord.orders?");
    assertThat(unknown("ord", "ordres")).endsWith("no table ordres; did you mean ord.orders?");
    assertThat(unknown("rt", "orders")).endsWith("no table orders; did you mean ord.orders?");
    assertThat(unknown("ord", "a", "b", "c")).endsWith("there is no table a.b.c");
  }

  private static String unknown(String defaultSchema, String... parts) {
    Catalog catalog = catalog(defaultSchema, Map.of());
    QueryException error =
        catchThrowableOfType(QueryException.class, () -> catalog.resolve(List.of(parts)));
    assertThat(error.code()).isEqualTo(ErrorCode.TABLE_NOT_FOUND);
    return error.text();
  }

  private static Catalog catalog(String defaultSchema, Map<TableName, TableFacts> facts) {
    CatalogScript script = CatalogScript.parse(Map.of("a.sql", DDL), name -> name);
    Map<String, Source> sources = Map.of("mem", new InMemorySource("mem"));
    return Catalog.of(1, script, sources, facts, defaultSchema);
  }
}
