package io.tiangong.client.testing;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.tiangong.v1.CatalogServiceGrpc;
import io.tiangong.v1.Column;
import io.tiangong.v1.ColumnInfo;
import io.tiangong.v1.DescribeTableRequest;
import io.tiangong.v1.DescribeTableResponse;
import io.tiangong.v1.ErrorInfo;
import io.tiangong.v1.FunctionInfo;
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
import io.tiangong.v1.TableKind;
import io.tiangong.v1.Type;
import io.tiangong.v1.TypeKind;
import java.util.List;
import java.util.regex.Pattern;

/** Two tables and a view, told in pages of two. */
public final class ScriptedCatalog extends CatalogServiceGrpc.CatalogServiceImplBase {

  private static final int PAGE = 2;

  private final List<TableInfo> tables =
      List.of(
          table("kpi", "daily_plan", TableKind.TABLE_KIND_TABLE)
              .addPartitionColumns("dt")
              .addColumns(column("tms", TypeKind.TYPE_KIND_VARCHAR, 16, 0, false))
              .addColumns(column("dt", TypeKind.TYPE_KIND_DATE, 0, 0, false))
              .addColumns(column("planned", TypeKind.TYPE_KIND_BIGINT, 0, 0, true))
              .build(),
          table("ord", "orders", TableKind.TABLE_KIND_TABLE)
              .setOwner("shop")
              .addTags("gold")
              .addPrimaryKey("id")
              .setEstimatedRows(100_000)
              .setAnalyzedMicros(1_000_000)
              .setFreshness("5 s")
              .addColumns(column("id", TypeKind.TYPE_KIND_BIGINT, 0, 0, false))
              .addColumns(column("status", TypeKind.TYPE_KIND_VARCHAR, 0, 0, true))
              .addColumns(column("amount", TypeKind.TYPE_KIND_DECIMAL, 12, 2, true))
              .build(),
          table("ord", "open_orders", TableKind.TABLE_KIND_VIEW)
              .addColumns(column("id", TypeKind.TYPE_KIND_BIGINT, 0, 0, false))
              .build());

  private static TableInfo.Builder table(String schema, String name, TableKind kind) {
    return TableInfo.newBuilder()
        .setSchema(schema)
        .setName(name)
        .setKind(kind)
        .setSource(kind == TableKind.TABLE_KIND_VIEW ? "" : "mem")
        .setComment("all about " + name)
        .setEstimatedRows(-1);
  }

  private static ColumnInfo column(
      String name, TypeKind kind, int precision, int scale, boolean nullable) {
    Type.Builder type =
        Type.newBuilder()
            .setKind(kind)
            .setPrecision(precision)
            .setScale(scale)
            .setNullable(nullable);
    return ColumnInfo.newBuilder()
        .setColumn(Column.newBuilder().setName(name).setType(type))
        .setComment("the " + name)
        .setDistinctValues(-1)
        .build();
  }

  @Override
  public void getServerInfo(
      GetServerInfoRequest request, StreamObserver<GetServerInfoResponse> out) {
    GetServerInfoResponse.Builder info =
        GetServerInfoResponse.newBuilder()
            .setProduct("Tiangong")
            .setVersion("0.1.0")
            .setCatalogVersion(7)
            .setDefaultSchema("ord")
            .addKeywords("ILIKE")
            .addKeywords("TRY_CAST")
            .setMaxRows(10_000_000)
            .setMaxStatementBytes(1 << 20)
            .setAccount("bi");
    answer(out, info.build());
  }

  @Override
  public void listSchemas(ListSchemasRequest request, StreamObserver<ListSchemasResponse> out) {
    answer(out, ListSchemasResponse.newBuilder().addSchemas("kpi").addSchemas("ord").build());
  }

  @Override
  public void listTables(ListTablesRequest request, StreamObserver<ListTablesResponse> out) {
    List<TableInfo> found =
        tables.stream()
            .filter(table -> like(request.getSchemaPattern(), table.getSchema()))
            .filter(table -> like(request.getNamePattern(), table.getName()))
            .filter(
                table ->
                    request.getKindsCount() == 0
                        || request.getKindsList().contains(table.getKind()))
            .map(
                table ->
                    request.getWithColumns() ? table : table.toBuilder().clearColumns().build())
            .toList();
    int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    int to = Math.min(from + PAGE, found.size());
    answer(
        out,
        ListTablesResponse.newBuilder()
            .addAllTables(found.subList(from, to))
            .setNextPageToken(to < found.size() ? Integer.toString(to) : "")
            .build());
  }

  @Override
  public void searchTables(SearchTablesRequest request, StreamObserver<SearchTablesResponse> out) {
    List<TableInfo> found =
        tables.stream().filter(table -> table.getName().contains(request.getText())).toList();
    answer(out, SearchTablesResponse.newBuilder().addAllTables(found).build());
  }

  @Override
  public void describeTable(
      DescribeTableRequest request, StreamObserver<DescribeTableResponse> out) {
    String schema = request.getSchema().isEmpty() ? "ord" : request.getSchema();
    for (TableInfo table : tables) {
      if (table.getSchema().equals(schema) && table.getName().equals(request.getName())) {
        answer(out, DescribeTableResponse.newBuilder().setTable(table).build());
        return;
      }
    }
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setCode("TABLE_NOT_FOUND")
            .setNumber(1002)
            .setSqlState("42P01")
            .setMessage("no table " + schema + "." + request.getName())
            .putFacts("nearest", "orders")
            .build();
    out.onError(LoopbackGateway.failure(Status.NOT_FOUND, info));
  }

  @Override
  public void listFunctions(
      ListFunctionsRequest request, StreamObserver<ListFunctionsResponse> out) {
    FunctionInfo.Builder function =
        FunctionInfo.newBuilder()
            .setName("UPPER")
            .setSignature("UPPER(text)")
            .setGroup("text")
            .setDescription("The text in upper case.");
    answer(out, ListFunctionsResponse.newBuilder().addFunctions(function).build());
  }

  private static boolean like(String pattern, String name) {
    if (pattern.isEmpty()) {
      return true;
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(pattern.substring(i + 1, i + 2)));
        i++;
      } else {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return name.matches(regex.toString());
  }

  private static <T> void answer(StreamObserver<T> out, T message) {
    out.onNext(message);
    out.onCompleted();
  }
}
