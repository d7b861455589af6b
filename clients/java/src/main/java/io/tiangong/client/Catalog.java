package io.tiangong.client;

import io.tiangong.v1.CatalogServiceGrpc;
import io.tiangong.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import io.tiangong.v1.DescribeTableRequest;
import io.tiangong.v1.GetServerInfoRequest;
import io.tiangong.v1.ListFunctionsRequest;
import io.tiangong.v1.ListSchemasRequest;
import io.tiangong.v1.ListTablesRequest;
import io.tiangong.v1.ListTablesResponse;
import io.tiangong.v1.SearchTablesRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What can be queried at a gateway; shows what the caller may read. */
public final class Catalog {

  private final UnaryCalls calls;
  private final Duration timeout;

  Catalog(UnaryCalls calls, Duration timeout) {
    this.calls = calls;
    this.timeout = timeout;
  }

  /**
   * The same catalog, asked with another patience.
   *
   * @param limit of each call; zero: the client's default
   */
  public Catalog within(Duration limit) {
    return new Catalog(calls, limit);
  }

  /** Version, limits and words of the gateway; the cheapest question to see whether one answers. */
  public ServerInfo server() {
    GetServerInfoRequest request = GetServerInfoRequest.getDefaultInstance();
    return ServerInfo.of(call(stub -> stub.getServerInfo(request)));
  }

  /** All schemas, by name. */
  public List<String> schemas() {
    ListSchemasRequest request = ListSchemasRequest.getDefaultInstance();
    return List.copyOf(call(stub -> stub.listSchemas(request)).getSchemasList());
  }

  /** All tables and views, by schema and name, without their columns. */
  public List<TableInfo> tables() {
    return tables("", "", List.of(), false);
  }

  /**
   * Tables and views by schema and name.
   *
   * @param schemaPattern LIKE pattern, a backslash escapes; empty: all
   * @param namePattern LIKE pattern; empty: all
   * @param kinds empty: all
   */
  public List<TableInfo> tables(
      String schemaPattern, String namePattern, List<TableKind> kinds, boolean withColumns) {
    ListTablesRequest.Builder request =
        ListTablesRequest.newBuilder()
            .setSchemaPattern(schemaPattern)
            .setNamePattern(namePattern)
            .setWithColumns(withColumns);
    kinds.forEach(kind -> request.addKinds(kind.sent()));
    List<TableInfo> tables = new ArrayList<>();
    do {
      ListTablesResponse page = call(stub -> stub.listTables(request.build()));
      page.getTablesList().forEach(table -> tables.add(TableInfo.of(table)));
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return tables;
  }

  /**
   * The tables that fit some words best, best first, with their columns.
   *
   * @param limit at most so many; 0: the gateway's choice
   */
  public List<TableInfo> search(String words, int limit) {
    SearchTablesRequest request =
        SearchTablesRequest.newBuilder().setText(words).setLimit(limit).build();
    return call(stub -> stub.searchTables(request)).getTablesList().stream()
        .map(TableInfo::of)
        .toList();
  }

  /**
   * One table with its columns; {@code TABLE_NOT_FOUND} names the nearest.
   *
   * @param schema empty: the gateway's default schema
   */
  public TableInfo describe(String schema, String name) {
    DescribeTableRequest request =
        DescribeTableRequest.newBuilder().setSchema(schema).setName(name).build();
    return TableInfo.of(call(stub -> stub.describeTable(request)).getTable());
  }

  /** The functions of TgSQL, by name. */
  public List<FunctionInfo> functions() {
    ListFunctionsRequest request = ListFunctionsRequest.getDefaultInstance();
    return call(stub -> stub.listFunctions(request)).getFunctionsList().stream()
        .map(FunctionInfo::of)
        .toList();
  }

  private <T> T call(Function<CatalogServiceBlockingStub, T> method) {
    return calls.call(CatalogServiceGrpc::newBlockingStub, timeout, method);
  }
}
