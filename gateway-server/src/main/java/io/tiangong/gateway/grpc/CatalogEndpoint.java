package io.tiangong.gateway.grpc;

import io.grpc.stub.StreamObserver;
import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.catalog.TableDescription;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.catalog.LikePattern;
import io.tiangong.gateway.catalog.VisibleCatalog;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.v1.CatalogServiceGrpc;
import io.tiangong.v1.DescribeTableRequest;
import io.tiangong.v1.DescribeTableResponse;
import io.tiangong.v1.GetServerInfoRequest;
import io.tiangong.v1.GetServerInfoResponse;
import io.tiangong.v1.ListFunctionsRequest;
import io.tiangong.v1.ListFunctionsResponse;
import io.tiangong.v1.ListSchemasRequest;
import io.tiangong.v1.ListSchemasResponse;
import io.tiangong.v1.ListTablesRequest;
import io.tiangong.v1.ListTablesResponse;
import io.tiangong.v1.SearchTablesRequest;
import io.tiangong.v1.SearchTablesResponse;
import io.tiangong.v1.TableInfo;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The catalog service: what there is to query, as far as the caller may read it. */
public final class CatalogEndpoint extends CatalogServiceGrpc.CatalogServiceImplBase {

  private static final int MAX_PAGE = 10_000;
  private static final int PAGE = 1_000;
  private static final int MAX_FOUND = 1_000;
  private static final int FOUND = 20;
  private static final int MAX_TEXT = 1_000;

  /** A page that is larger ends early: clients take messages of 4 MB. */
  private static final int FULL_PAGE_BYTES = 1 << 20;

  private final VisibleCatalog catalog;
  private final String version;
  private final RequestLimits limits;
  private final Executor workers;

  /**
   * @param version of the gateway
   */
  public CatalogEndpoint(
      VisibleCatalog catalog, String version, RequestLimits limits, Executor workers) {
    this.catalog = catalog;
    this.version = version;
    this.limits = limits;
    this.workers = workers;
  }

  /** The service, for the server. */
  public Door door() {
    return new Door(bindService());
  }

  @Override
  public void getServerInfo(
      GetServerInfoRequest request, StreamObserver<GetServerInfoResponse> client) {
    answer(client, caller -> serverInfo(caller));
  }

  @Override
  public void listSchemas(ListSchemasRequest request, StreamObserver<ListSchemasResponse> client) {
    answer(
        client,
        caller -> ListSchemasResponse.newBuilder().addAllSchemas(catalog.schemas(caller)).build());
  }

  @Override
  public void listTables(ListTablesRequest request, StreamObserver<ListTablesResponse> client) {
    answer(client, caller -> page(request, caller));
  }

  @Override
  public void searchTables(
      SearchTablesRequest request, StreamObserver<SearchTablesResponse> client) {
    answer(client, caller -> search(request, caller));
  }

  @Override
  public void describeTable(
      DescribeTableRequest request, StreamObserver<DescribeTableResponse> client) {
    answer(
        client,
        caller ->
            DescribeTableResponse.newBuilder()
                .setTable(
                    info(
                        catalog.describe(
                            caller,
                            text(request.getSchema(), "schema"),
                            text(request.getName(), "name")),
                        true))
                .build());
  }

  @Override
  public void listFunctions(
      ListFunctionsRequest request, StreamObserver<ListFunctionsResponse> client) {
    answer(
        client,
        caller ->
            ListFunctionsResponse.newBuilder()
                .addAllFunctions(
                    Dialect.functions().stream().map(CatalogMessages::function).toList())
                .build());
  }

  private GetServerInfoResponse serverInfo(Identity caller) {
    return GetServerInfoResponse.newBuilder()
        .setProduct("Tiangong")
        .setVersion(version)
        .setCatalogVersion(catalog.version())
        .setDefaultSchema(catalog.defaultSchema())
        .addAllKeywords(Dialect.ownReservedWords())
        .setMaxRows(limits.maxRows())
        .setMaxStatementBytes(limits.maxStatementBytes())
        .setAccount(caller.account())
        .build();
  }

  private ListTablesResponse page(ListTablesRequest request, Identity caller) {
    int size = bounded(request.getPageSize(), PAGE, MAX_PAGE);
    LikePattern schema = new LikePattern(text(request.getSchemaPattern(), "schema_pattern"));
    LikePattern name = new LikePattern(text(request.getNamePattern(), "name_pattern"));
    String after = text(request.getPageToken(), "page_token");
    Iterator<TableDescription> tables =
        catalog.tables(caller, schema, name).stream()
            .filter(table -> isWanted(table, request))
            .filter(table -> table.name().toString().compareTo(after) > 0)
            .iterator();
    ListTablesResponse.Builder page = ListTablesResponse.newBuilder();
    int bytes = 0;
    while (tables.hasNext() && page.getTablesCount() < size && bytes < FULL_PAGE_BYTES) {
      TableInfo table = info(tables.next(), request.getWithColumns());
      bytes += table.getSerializedSize();
      page.addTables(table);
    }
    if (tables.hasNext()) {
      TableInfo last = page.getTables(page.getTablesCount() - 1);
      page.setNextPageToken(last.getSchema() + '.' + last.getName());
    }
    return page.build();
  }

  private static boolean isWanted(TableDescription table, ListTablesRequest request) {
    return request.getKindsCount() == 0
        || request.getKindsList().contains(CatalogMessages.kind(table));
  }

  private SearchTablesResponse search(SearchTablesRequest request, Identity caller) {
    String text = text(request.getText(), "text");
    if (text.isBlank()) {
      throw new QueryException(ErrorCode.INVALID_REQUEST, "text is empty; say what to look for");
    }
    List<TableDescription> found =
        catalog.search(caller, text, bounded(request.getLimit(), FOUND, MAX_FOUND));
    SearchTablesResponse.Builder response = SearchTablesResponse.newBuilder();
    found.forEach(table -> response.addTables(info(table, true)));
    return response.build();
  }

  private TableInfo info(TableDescription table, boolean withColumns) {
    return CatalogMessages.table(table, catalog.lookedAt(table.name()), withColumns);
  }

  private <R> void answer(StreamObserver<R> client, Function<Identity, R> work) {
    Identity caller = AuthInterceptor.IDENTITY.get();
    UnaryCall.answer(workers, client, () -> work.apply(caller));
  }

  private static int bounded(int asked, int preset, int max) {
    return asked == 0 ? preset : asked < 0 ? max : Math.min(asked, max);
  }

  private static String text(String value, String field) {
    if (value.length() > MAX_TEXT) {
      throw new QueryException(
          ErrorCode.INVALID_REQUEST,
          field + " has " + value.length() + " characters, at most " + MAX_TEXT + " are taken");
    }
    return value;
  }
}
