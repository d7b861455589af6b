package io.tiangong.loadtest.serve;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import io.tiangong.demo.check.SampleQueries;
import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.run.DemoEnvironment;
import io.tiangong.loadtest.bench.Operation;
import io.tiangong.loadtest.bench.Scenario;
import io.tiangong.loadtest.direct.DirectHBase;
import io.tiangong.loadtest.direct.DirectKpi;
import io.tiangong.loadtest.direct.DirectMariaDb;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;

/** The scenarios of {@code bench serve} over a running demo. */
final class ServeBench implements AutoCloseable {

  static final String NO_OP = "no-op gRPC call (health check of the gateway)";
  static final String DIRECT_POINT = "MariaDB driver: prepared point SELECT";
  static final String DIRECT_GET = "HBase client: get";
  static final String DIRECT_KPI = "three drivers and Java: KPI completion";
  static final String POINT = "gateway: prepared point SELECT in MySQL";
  static final String POINT_PARALLEL = "gateway: the same, 8 threads";
  static final String HBASE_POINT = "gateway: point SELECT in HBase";
  static final String KPI = "gateway: KPI completion over three sources";

  private static final int THREADS = 8;
  private static final String POINT_SQL =
      "SELECT order_id, tms, status, amount FROM ord.orders WHERE order_id = ?";
  private static final String HBASE_SQL =
      "SELECT order_id, status FROM rt.order_track WHERE order_id = ?";

  private final Dataset dataset;
  private final TiangongClient client;
  private final ManagedChannel channel;
  private final DirectMariaDb mariaDb;
  private final DirectHBase hbase;
  private final DirectKpi kpi;

  ServeBench(DemoEnvironment environment, Dataset dataset) throws SQLException {
    this.dataset = dataset;
    client = TiangongClient.connect(environment.target());
    channel =
        Grpc.newChannelBuilder(environment.target(), InsecureChannelCredentials.create()).build();
    mariaDb = new DirectMariaDb(environment.mariaDb());
    hbase = new DirectHBase(environment.ports().zookeeper());
    kpi = new DirectKpi(mariaDb, hbase, environment.kpiFiles());
  }

  List<Scenario> scenarios() {
    SplittableRandom random = new SplittableRandom(1);
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
    HealthCheckRequest check = HealthCheckRequest.getDefaultInstance();
    return List.of(
        Scenario.of(NO_OP, () -> health.check(check)),
        Scenario.of(DIRECT_POINT, () -> mariaDb.order(orderId(random))),
        Scenario.of(POINT, point(POINT_SQL, random.split())),
        new Scenario(POINT_PARALLEL, THREADS, t -> point(POINT_SQL, new SplittableRandom(t))),
        Scenario.of(DIRECT_GET, () -> hbase.status(orderId(random)).join()),
        Scenario.of(HBASE_POINT, point(HBASE_SQL, random.split())),
        Scenario.of(DIRECT_KPI, kpi::best),
        Scenario.of(KPI, () -> read(SampleQueries.KPI.sql())));
  }

  TiangongClient client() {
    return client;
  }

  private Operation point(String sql, SplittableRandom random) {
    return () -> {
      if (read(sql, orderId(random)) != 1) {
        throw new IllegalStateException("a point query found no row");
      }
    };
  }

  private int read(String sql, Object... parameters) {
    try (QueryResult result = client.query(sql, parameters)) {
      int rows = 0;
      while (result.next()) {
        rows++;
      }
      return rows;
    }
  }

  private long orderId(SplittableRandom random) {
    return Dataset.FIRST_ORDER_ID + random.nextLong(dataset.orderCount());
  }

  /**
   * Milliseconds that the gateway needs to plan the KPI query when it has never seen the text.
   *
   * @param run makes the text unique
   */
  double coldPlanMillis(int run) {
    String sql = SampleQueries.KPI.sql().replace(" rate", " rate_" + run);
    try (QueryResult result = client.query(sql)) {
      while (result.next()) {}
      if (result.trailer().planCached()) {
        throw new IllegalStateException("the plan was cached: " + sql);
      }
      return result.trailer().plan().toNanos() / 1e6;
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    kpi.close();
    hbase.close();
    mariaDb.close();
    channel.shutdownNow();
    client.close();
  }
}
