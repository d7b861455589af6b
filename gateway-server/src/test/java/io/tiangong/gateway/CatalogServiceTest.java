package io.tiangong.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.tiangong.spi.Column;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import io.tiangong.spi.testing.InMemorySource;
import io.tiangong.v1.CatalogServiceGrpc;
import io.tiangong.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import io.tiangong.v1.ColumnInfo;
import io.tiangong.v1.DescribeTableRequest;
import io.tiangong.v1.FunctionInfo;
import io.tiangong.v1.GetServerInfoRequest;
import io.tiangong.v1.GetServerInfoResponse;
import io.tiangong.v1.ListFunctionsRequest;
import io.tiangong.v1.ListSchemasRequest;
import io.tiangong.v1.ListTablesRequest;
import io.tiangong.v1.ListTablesResponse;
import io.tiangong.v1.SearchTablesRequest;
import io.tiangong.v1.TableInfo;
import io.tiangong.v1.TableKind;
import io.tiangong.v1.TypeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CatalogServiceTest {

  private static final String DDL =
      """
      CREATE SOURCE a WITH ('type' = 'memory');
      CREATE TABLE ord.orders (
        id BIGINT NOT NULL COMMENT 'number of the order', place VARCHAR, price DECIMAL(10, 2),
        PRIMARY KEY (id) NOT ENFORCED
      ) COMMENT 'what was bought' WITH ('source' = 'a', 'owner' = 'shop', 'tags' = 'core, money',
        'freshness' = '5s');
      CREATE TABLE ord.a_b (id BIGINT) WITH ('source' = 'a');
      CREATE TABLE ord.axb (id BIGINT) WITH ('source' = 'a');
      CREATE TABLE rt.clicks (id BIGINT) WITH ('source' = 'a');
      CREATE VIEW rt.dear AS SELECT id, price FROM ord.orders WHERE price > 100;
      """;

  @TempDir private static Path directory;
  private static MemoryGateway gateway;
  private static ManagedChannel channel;

  @BeforeAll
  static void start() throws IOException {
    InMemorySource source = new InMemorySource("a");
    source.add(
        new TableDefinition(
            new TableName("ord", "orders"),
            List.of(new Column("id", ColumnType.of(io.tiangong.spi.TypeKind.BIGINT))),
            List.of("id"),
            List.of(),
            Map.of()),
        List.of());
    gateway = MemoryGateway.start(directory, DDL, Map.of("a", source), "default-schema: ord");
    channel = gateway.channel();
  }

  @AfterAll
  static void stop() {
    channel.shutdownNow();
    gateway.close();
  }

  private static CatalogServiceBlockingStub catalog() {
    return CatalogServiceGrpc.newBlockingStub(channel);
  }

  @Test
  void serverInfoTellsLimitsWordsAndTheAccount() {
    GetServerInfoResponse info = catalog().getServerInfo(GetServerInfoRequest.getDefaultInstance());
    assertThat(info.getProduct()).isEqualTo("Tiangong");
    assertThat(info.getVersion()).isNotEmpty();
    assertThat(info.getDefaultSchema()).isEqualTo("ord");
    assertThat(info.getMaxRows()).isEqualTo(10_000_000);
    assertThat(info.getMaxStatementBytes()).isEqualTo(256 << 10);
    assertThat(info.getKeywordsList()).isNotEmpty().isSorted();
    assertThat(info.getAccount()).isEqualTo("anonymous");
    assertThat(info.getCatalogVersion()).isPositive();
  }

  @Test
  void schemasComeByName() {
    assertThat(catalog().listSchemas(ListSchemasRequest.getDefaultInstance()).getSchemasList())
        .containsExactly("ord", "rt");
  }

  @Test
  void tablesAreFilteredByPatternsAndKind() {
    assertThat(names(ListTablesRequest.newBuilder()))
        .containsExactly("ord.a_b", "ord.axb", "ord.orders", "rt.clicks", "rt.dear");
    assertThat(names(ListTablesRequest.newBuilder().setSchemaPattern("R_")))
        .containsExactly("rt.clicks", "rt.dear");
    assertThat(names(ListTablesRequest.newBuilder().setNamePattern("a\\_b")))
        .containsExactly("ord.a_b");
    assertThat(names(ListTablesRequest.newBuilder().addKinds(TableKind.TABLE_KIND_VIEW)))
        .containsExactly("rt.dear");
    assertThat(names(ListTablesRequest.newBuilder().setNamePattern("none"))).isEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrOverlap() {
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      ListTablesResponse page =
          catalog()
              .listTables(
                  ListTablesRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      assertThat(page.getTablesCount()).isBetween(1, 2);
      page.getTablesList().forEach(table -> names.add(table.getName()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(names).containsExactly("a_b", "axb", "orders", "clicks", "dear");
  }

  @Test
  void tableIsDescribedWithAllThatIsKnown() {
    TableInfo table = describe("", "Orders");
    assertThat(table.getSchema()).isEqualTo("ord");
    assertThat(table.getKind()).isEqualTo(TableKind.TABLE_KIND_TABLE);
    assertThat(table.getSource()).isEqualTo("a");
    assertThat(table.getComment()).isEqualTo("what was bought");
    assertThat(table.getOwner()).isEqualTo("shop");
    assertThat(table.getTagsList()).containsExactly("core", "money");
    assertThat(table.getFreshness()).isEqualTo("5s");
    assertThat(table.getPrimaryKeyList()).containsExactly("id");
    assertThat(table.getAnalyzedMicros()).isPositive();
    ColumnInfo id = table.getColumns(0);
    assertThat(id.getComment()).isEqualTo("number of the order");
    assertThat(id.getColumn().getType().getNullable()).isFalse();
    assertThat(table.getColumns(2).getColumn().getType().getKind())
        .isEqualTo(TypeKind.TYPE_KIND_DECIMAL);
  }

  @Test
  void viewHasTheColumnsOfItsQuery() {
    TableInfo view = describe("rt", "dear");
    assertThat(view.getKind()).isEqualTo(TableKind.TABLE_KIND_VIEW);
    assertThat(view.getSource()).isEmpty();
    assertThat(view.getColumnsList())
        .extracting(column -> column.getColumn().getName())
        .containsExactly("id", "price");
  }

  @Test
  void unknownTableIsToldWithTheNearest() {
    assertThatThrownBy(() -> describe("ord", "order"))
        .hasMessageContaining("TABLE_NOT_FOUND")
        .hasMessageContaining("ord.orders");
  }

  @Test
  void searchFindsByCommentOwnerAndTag() {
    for (String words : List.of("bought", "shop", "money", "number")) {
      assertThat(
              catalog()
                  .searchTables(SearchTablesRequest.newBuilder().setText(words).build())
                  .getTables(0)
                  .getName())
          .as(words)
          .isEqualTo("orders");
    }
    assertThatThrownBy(
            () -> catalog().searchTables(SearchTablesRequest.newBuilder().setText(" ").build()))
        .hasMessageContaining("INVALID_REQUEST");
  }

  @Test
  void functionsAreListedByName() {
    assertThat(
            catalog().listFunctions(ListFunctionsRequest.getDefaultInstance()).getFunctionsList())
        .hasSizeGreaterThan(50)
        .isSortedAccordingTo(java.util.Comparator.comparing(FunctionInfo::getName));
  }

  private static TableInfo describe(String schema, String name) {
    return catalog()
        .describeTable(DescribeTableRequest.newBuilder().setSchema(schema).setName(name).build())
        .getTable();
  }

  private static List<String> names(ListTablesRequest.Builder request) {
    return catalog().listTables(request.build()).getTablesList().stream()
        .map(table -> table.getSchema() + "." + table.getName())
        .toList();
  }
}
