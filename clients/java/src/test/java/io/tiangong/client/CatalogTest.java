package io.tiangong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.client.testing.LoopbackGateway;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CatalogTest {

  private LoopbackGateway gateway;
  private TiangongClient client;

  @BeforeEach
  void start() throws Exception {
    gateway = new LoopbackGateway();
    client = TiangongClient.connect(gateway.target());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    gateway.close();
  }

  @Test
  void allPagesOfTablesAreRead() {
    assertThat(client.catalog().tables())
        .extracting(TableInfo::name)
        .containsExactly("daily_plan", "orders", "open_orders");
    assertThat(client.catalog().tables("ord", "", List.of(TableKind.VIEW), false))
        .extracting(TableInfo::name)
        .containsExactly("open_orders");
  }

  @Test
  void tableIsDescribedWithAllThatIsKnown() {
    TableInfo orders = client.catalog().describe("", "orders");
    assertThat(orders.columns())
        .extracting(c -> c.column().name() + " " + c.column().typeName())
        .containsExactly("id BIGINT", "status VARCHAR", "amount DECIMAL(12, 2)");
    assertThat(orders.primaryKey()).containsExactly("id");
    assertThat(orders.tags()).containsExactly("gold");
    assertThat(orders.owner()).isEqualTo("shop");
    assertThat(orders.estimatedRows()).hasValue(100_000);
    assertThat(orders.analyzed()).contains(Instant.ofEpochSecond(1));
    assertThat(client.catalog().describe("kpi", "daily_plan").estimatedRows()).isEmpty();
  }

  @Test
  void missingTableNamesTheNearest() {
    assertThatThrownBy(() -> client.catalog().describe("ord", "order"))
        .isInstanceOfSatisfying(
            TiangongException.class,
            error -> {
              assertThat(error.code()).isEqualTo("TABLE_NOT_FOUND");
              assertThat(error.facts()).containsEntry("nearest", "orders");
            });
  }

  @Test
  void serverSchemasSearchAndFunctions() {
    Catalog catalog = client.catalog();
    assertThat(catalog.server())
        .returns("Tiangong", ServerInfo::product)
        .returns("ord", ServerInfo::defaultSchema)
        .returns(List.of("ILIKE", "TRY_CAST"), ServerInfo::keywords);
    assertThat(catalog.schemas()).containsExactly("kpi", "ord");
    assertThat(catalog.search("plan", 5)).extracting(TableInfo::name).containsExactly("daily_plan");
    assertThat(catalog.functions()).extracting(FunctionInfo::name).containsExactly("UPPER");
  }
}
