package io.tiangong.client;

import io.tiangong.v1.CancelRequest;
import io.tiangong.v1.ExplainRequest;
import io.tiangong.v1.PrepareRequest;
import io.tiangong.v1.QueryServiceGrpc;
import io.tiangong.v1.QueryServiceGrpc.QueryServiceBlockingStub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a gateway, or to several that share the load. Safe for many threads, which share
 * it; close it at the end.
 *
 * <pre>{@code
 * try (TiangongClient client = TiangongClient.connect("127.0.0.1:9090");
 *     QueryResult orders = client.query("SELECT id, status FROM ord.orders WHERE tms = ?", "SF")) {
 *   while (orders.next()) {
 *     System.out.println(orders.getLong(0) + " " + orders.getString(1));
 *   }
 * }
 * }</pre>
 */
public final class TiangongClient implements AutoCloseable {

  private final GatewayChannel gateway;
  private final ClientSettings settings;
  private final ErrorDecoder errors;
  private final Requests requests;
  private final UnaryCalls calls;

  TiangongClient(GatewayChannel gateway, ClientSettings settings, ErrorDecoder errors) {
    this.gateway = gateway;
    this.settings = settings;
    this.errors = errors;
    this.requests = new Requests(gateway, settings, errors);
    this.calls = new UnaryCalls(gateway, settings, errors);
  }

  /** A client without TLS and credentials, with the defaults; see {@link #builder}. */
  public static TiangongClient connect(String target) {
    return builder(target).build();
  }

  /**
   * Settings for a client.
   *
   * @param target {@code host:port}; several with commas are balanced, and those that are down are
   *     passed over; or a target of gRPC's own, such as {@code dns:///host:port}
   */
  public static ClientBuilder builder(String target) {
    return new ClientBuilder(target);
  }

  /** Runs a statement; see {@link Query} for the parameters. */
  public QueryResult query(String sql, @Nullable Object... parameters) {
    return query(Query.of(sql, parameters));
  }

  /**
   * Sends a query and returns; the methods of the answer wait for it. Failures of the query come
   * from there, too.
   */
  public QueryResult query(Query query) {
    Requests.Prepared prepared = requests.prepare(query);
    Attempts attempts = new Attempts(() -> requests.stream(prepared), prepared.limit(), settings);
    return new QueryResult(attempts, new AnswerDecoder(errors, query.id()));
  }

  /** Runs a statement whose answer fits in memory. */
  public <T> List<T> queryList(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    try (QueryResult result = query(sql, parameters)) {
      return result.map(mapper).toList();
    }
  }

  /**
   * The rows of a query, pushed as fast as the subscriber asks for them. Each subscriber runs the
   * query anew; it must not block.
   */
  public <T> Flow.Publisher<T> publish(Query query, RowMapper<T> mapper) {
    return new RowPublisher<>(requests, () -> requests.prepare(query), mapper);
  }

  /**
   * The rows of a query whose answer fits in memory, later. Fails with {@link TiangongException};
   * cancelling the future ends the query.
   */
  public <T> CompletableFuture<List<T>> queryAsync(Query query, RowMapper<T> mapper) {
    RowCollector<T> rows = new RowCollector<>();
    publish(query, mapper).subscribe(rows);
    return rows.future();
  }

  /** What a statement gives and takes; its plan is kept at the gateway for queries of this text. */
  public PreparedShape prepare(String sql) {
    return prepare(sql, "", Duration.ZERO);
  }

  /**
   * The same in a schema and within a time of its own.
   *
   * @param schema empty: the client's default
   * @param timeout zero: the client's default
   */
  public PreparedShape prepare(String sql, String schema, Duration timeout) {
    PrepareRequest request =
        PrepareRequest.newBuilder()
            .setSql(sql)
            .setSchema(schema.isEmpty() ? settings.schema() : schema)
            .build();
    return PreparedShape.of(
        calls.call(QueryServiceGrpc::newBlockingStub, timeout, stub -> stub.prepare(request)));
  }

  /** The plan of a statement, given without the word EXPLAIN. */
  public Explanation explain(String sql) {
    ExplainRequest request =
        ExplainRequest.newBuilder().setSql(sql).setSchema(settings.schema()).build();
    return Explanation.of(call(stub -> stub.explain(request)));
  }

  /** Ends a running query, at its sources too; false when no such query runs. */
  public boolean cancel(String queryId) {
    CancelRequest request = CancelRequest.newBuilder().setQueryId(queryId).build();
    return call(stub -> stub.cancel(request)).getCancelled();
  }

  /** What can be queried. */
  public Catalog catalog() {
    return new Catalog(calls, Duration.ZERO);
  }

  /** Ends running queries and the connection. */
  @Override
  public void close() {
    gateway.close();
  }

  private <T> T call(Function<QueryServiceBlockingStub, T> method) {
    return calls.call(QueryServiceGrpc::newBlockingStub, Duration.ZERO, method);
  }
}
