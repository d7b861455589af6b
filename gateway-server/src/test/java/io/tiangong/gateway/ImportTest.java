package io.tiangong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogScript;
import io.tiangong.gateway.config.GatewayConfig;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Source;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.TypeKind;
import io.tiangong.spi.testing.InMemorySource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ImportTest {

  private static final String DDL =
      "CREATE SOURCE a WITH ('type' = 'memory');\nIMPORT TABLES FROM a.shop INTO shop;\n";
  private static final TableName ORDERS = new TableName("shop", "orders");

  private final InMemorySource source = new InMemorySource("a");
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final BlockingQueue<Boolean> health = new ArrayBlockingQueue<>(16);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private Dialect discovered(String ddl) {
    Map<String, Source> sources = Map.of("a", source);
    CatalogScript script = CatalogScript.parse(Map.of("a.sql", ddl), UnaryOperator.identity());
    Dialect dialect = new Dialect(Catalog.of(1, script, sources, Map.of(), null), 1 << 20);
    GatewayConfig config =
        GatewayConfig.parse(
            "test.yaml", "catalog: [a.sql]\ndiscovery: {retry: 10ms, rehearsal: 0s}\n");
    new Discovery(
            script,
            null,
            sources,
            dialect,
            config.discovery(),
            timer,
            (name, ok) -> health.add(ok),
            InstantSource.system())
        .start();
    return dialect;
  }

  private void addOrders() {
    source.add(
        new TableDefinition(
            ORDERS,
            List.of(new Column("id", ColumnType.of(TypeKind.BIGINT))),
            List.of(),
            List.of(),
            Map.of()),
        List.of());
  }

  @Test
  void tablesOfTheSourceAppear() throws InterruptedException {
    addOrders();
    Dialect dialect = discovered(DDL);
    assertThat(health.take()).isTrue();
    assertThat(dialect.catalog().tables()).containsKey(ORDERS);
    assertThat(dialect.plan("SELECT id FROM shop.orders", List.of(), "").plan().columns())
        .extracting(Column::name)
        .containsExactly("id");
  }

  @Test
  void tablesAppearOnceTheSourceIsBack() throws InterruptedException {
    addOrders();
    source.fail(new QueryException(ErrorCode.SOURCE_UNAVAILABLE, "down"));
    Dialect dialect = discovered(DDL);
    assertThat(health.take()).isFalse();
    assertThat(dialect.catalog().tables()).isEmpty();
    source.heal();
    assertThat(health.take()).isTrue();
    assertThat(dialect.catalog().tables()).containsKey(ORDERS);
  }

  @Test
  void aNameThatIsTakenLeavesTheCatalogAsItWas() throws InterruptedException {
    addOrders();
    Dialect dialect = discovered(DDL + "CREATE VIEW shop.orders AS SELECT 1 AS x;\n");
    assertThat(health.take()).isFalse();
    assertThat(dialect.catalog().tables()).isEmpty();
    assertThat(dialect.catalog().view(ORDERS)).isPresent();
  }
}
