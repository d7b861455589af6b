package io.tiangong.gateway.testing;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.tiangong.config.DataSize;
import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.PlannedStatement;
import io.tiangong.dialect.Prepared;
import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.gateway.auth.AuthSettings;
import io.tiangong.gateway.auth.Authenticator;
import io.tiangong.gateway.auth.Users;
import io.tiangong.gateway.config.ListenConfig;
import io.tiangong.gateway.execute.ExecutionLimits;
import io.tiangong.gateway.execute.PlanExecutor;
import io.tiangong.gateway.grpc.AuthInterceptor;
import io.tiangong.gateway.grpc.EventLoops;
import io.tiangong.gateway.grpc.GrpcServer;
import io.tiangong.gateway.grpc.QueryEndpoint;
import io.tiangong.gateway.grpc.RequestLimits;
import io.tiangong.gateway.grpc.ServerTls;
import io.tiangong.gateway.query.CompletedQuery;
import io.tiangong.gateway.query.Explainer;
import io.tiangong.gateway.query.Guards;
import io.tiangong.gateway.query.Query;
import io.tiangong.gateway.query.QueryPipeline;
import io.tiangong.gateway.query.RunningQueries;
import io.tiangong.gateway.routing.Router;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TextPosition;
import io.tiangong.spi.testing.InMemorySource;
import io.tiangong.v1.QueryServiceGrpc;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** A real server on a free port whose statements are hand-made plans over an in-memory source. */
public final class ServedPlans implements AutoCloseable {

  public static final int BATCH_ROWS = 100;
  public static final long MAX_ROWS = 1_000_000;
  public static final long MAX_STATEMENT_BYTES = 2_000;

  public final InMemorySource source = new InMemorySource("mem");
  public final BufferAllocator memory = new RootAllocator();
  public final PlanExecutor executor;
  public final RunningQueries running = new RunningQueries("t");
  public final BlockingQueue<CompletedQuery> completed = new LinkedBlockingQueue<>();
  public final BlockingQueue<Query> planned = new LinkedBlockingQueue<>();
  public final GrpcServer server;
  public final ManagedChannel channel;

  private final Map<String, QueryPlan> plans = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor sources;
  private final EventLoops loops = new EventLoops();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

  public ServedPlans(Guards guards, Duration defaultTimeout, int workerThreads, int queue) {
    workers =
        new ThreadPoolExecutor(
            workerThreads, workerThreads, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue));
    sources =
        new ThreadPoolExecutor(
            0,
            8,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new ThreadPoolExecutor.CallerRunsPolicy());
    Router router = new Router(Map.of("mem", source, Fragment.ENGINE, new UnionEngine()));
    executor =
        new PlanExecutor(
            router, memory, sources, new ExecutionLimits(BATCH_ROWS, 64 << 20, 1 << 20));
    timer.scheduleWithFixedDelay(running::expire, 5, 5, TimeUnit.MILLISECONDS);
    QueryPipeline pipeline =
        new QueryPipeline(
            workers,
            running,
            guards,
            this::plan,
            executor,
            List.of(completed::add),
            System::nanoTime);
    Explainer explainer = new Explainer(guards, new FoundPlans(), router);
    QueryEndpoint endpoint =
        new QueryEndpoint(
            pipeline,
            explainer,
            running,
            loops,
            workers,
            sources,
            new RequestLimits(MAX_STATEMENT_BYTES, MAX_ROWS, defaultTimeout, BATCH_ROWS),
            System::nanoTime);
    ListenConfig listen =
        new ListenConfig("127.0.0.1", 0, DataSize.megabytes(4), Duration.ofSeconds(5), null);
    AuthSettings open = new AuthSettings(true, Duration.ofHours(1), "key");
    Authenticator callers =
        new Authenticator(Users.none(), open, InstantSource.system(), new Random());
    server =
        GrpcServer.of(
            listen,
            new ServerTls(null, Path.of(""), timer),
            loops,
            new AuthInterceptor(callers, loops, sources),
            List.of(endpoint.door()));
    server.start();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .maxInboundMessageSize(64 << 20)
            .build();
  }

  public ServedPlans() {
    this(Guards.open(), Duration.ofSeconds(30), 8, 100);
  }

  /** Makes a statement mean a plan. */
  public void statement(String sql, Fragment... fragments) {
    plans.put(sql, Plans.plan(fragments));
  }

  /** Makes a statement read a table of that many rows. */
  public void statement(String sql, long rows) {
    String table = "t" + plans.size();
    statement(
        sql, Plans.fragment("f1", "mem", Plans.scan(Plans.table(source, table, Plans.rows(rows)))));
  }

  public QueryServiceGrpc.QueryServiceBlockingStub blocking() {
    return QueryServiceGrpc.newBlockingStub(channel);
  }

  public QueryServiceGrpc.QueryServiceStub async() {
    return QueryServiceGrpc.newStub(channel);
  }

  /** The next query that has ended. */
  public CompletedQuery awaitCompleted() throws InterruptedException {
    CompletedQuery query = completed.poll(20, TimeUnit.SECONDS);
    if (query == null) {
      throw new AssertionError("no query has ended");
    }
    return query;
  }

  private PlannedStatement plan(Query query) {
    planned.add(query);
    return new PlannedStatement("fp", find(query.sql()), query.parameters(), false);
  }

  private QueryPlan find(String sql) {
    QueryPlan plan = plans.get(sql);
    if (plan == null) {
      throw new QueryException(ErrorCode.TABLE_NOT_FOUND, "no such table")
          .at(new TextPosition(1, 15))
          .with("nearest", "t");
    }
    return plan;
  }

  /** Looks statements up instead of planning them. */
  private final class FoundPlans implements Explainer.Planner {
    @Override
    public Dialect.Explained explain(String sql, List<ColumnType> types, String schema) {
      return new Dialect.Explained(find(sql), "a tree");
    }

    @Override
    public Prepared prepare(String sql, List<ColumnType> types, String schema) {
      return new Prepared(find(sql).columns(), types);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
    loops.close();
    workers.shutdownNow();
    sources.shutdownNow();
    timer.shutdownNow();
    if (executor.leaks() > 0 || memory.getAllocatedMemory() > 0 || source.openStreams() > 0) {
      throw new AssertionError(
          executor.leaks()
              + " leaks, "
              + memory.getAllocatedMemory()
              + " bytes, "
              + source.openStreams()
              + " streams");
    }
    memory.close();
  }
}
