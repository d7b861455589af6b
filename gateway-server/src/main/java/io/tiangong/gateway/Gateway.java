package io.tiangong.gateway;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.catalog.Catalog;
import io.tiangong.dialect.catalog.CatalogScript;
import io.tiangong.dialect.fingerprint.PlanCache;
import io.tiangong.dialect.plan.Fragment;
import io.tiangong.gateway.auth.Authenticator;
import io.tiangong.gateway.config.ExecutionConfig;
import io.tiangong.gateway.config.GatewayConfig;
import io.tiangong.gateway.config.Secrets;
import io.tiangong.gateway.execute.ExecutionLimits;
import io.tiangong.gateway.execute.PlanExecutor;
import io.tiangong.gateway.grpc.AuthInterceptor;
import io.tiangong.gateway.grpc.EventLoops;
import io.tiangong.gateway.grpc.GrpcServer;
import io.tiangong.gateway.grpc.RequestLimits;
import io.tiangong.gateway.grpc.ServerTls;
import io.tiangong.gateway.metrics.QueryLog;
import io.tiangong.gateway.metrics.QueryMetrics;
import io.tiangong.gateway.metrics.Status;
import io.tiangong.gateway.query.RunningQueries;
import io.tiangong.gateway.routing.Router;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Source;
import io.tiangong.spi.SourceDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway: the composition root. Parts start from top to bottom and close in reverse. */
public final class Gateway implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  private static final int EXPIRE_MILLIS = 20;
  private static final int QUERY_LOG_MILLIS = 200;
  private static final Duration CANCELLED_GRACE = Duration.ofSeconds(2);

  private final GatewayConfig config;
  private final Consumer<String> progress;
  private final Deque<Runnable> closers;
  private final QueryMetrics metrics = new QueryMetrics();
  private final QueryLog queryLog = new QueryLog(InstantSource.system());
  private final BufferAllocator memory;
  private final PlanExecutor executor;
  private final GrpcServer server;

  /**
   * Starts a gateway over the real backends and returns when it serves.
   *
   * @param directory what relative paths of the configuration are relative to
   * @param progress is told one line per started thing
   * @throws QueryException with CONFIG_INVALID or CATALOG_INVALID; sources that are down are no
   *     error
   */
  public static Gateway start(GatewayConfig config, Path directory, Consumer<String> progress) {
    return start(config, directory, System.getenv(), Backends.real(config.engine()), progress);
  }

  /**
   * Starts a gateway over these backends.
   *
   * @param backends what sources are made of; closed with the gateway, also when the start fails
   */
  static Gateway start(
      GatewayConfig config,
      Path directory,
      Map<String, String> environment,
      Backends backends,
      Consumer<String> progress) {
    Deque<Runnable> closers = new ArrayDeque<>();
    closers.push(backends.close());
    try {
      return new Gateway(config, directory, environment, backends, progress, closers);
    } catch (RuntimeException e) {
      closeAll(closers);
      throw e;
    }
  }

  private Gateway(
      GatewayConfig config,
      Path directory,
      Map<String, String> environment,
      Backends backends,
      Consumer<String> progress,
      Deque<Runnable> closers) {
    this.config = config;
    this.progress = progress;
    this.closers = closers;

    GrpcServer.requireFree(config.listen());
    Map<String, String> ddl = CatalogFiles.read(directory, config.catalog());
    CatalogScript script = CatalogScript.parse(ddl, new Secrets(environment));
    Map<String, Source> sources = openSources(script, backends);
    Catalog catalog = Catalog.of(1, script, sources, Map.of(), config.defaultSchema());
    Dialect dialect =
        new Dialect(catalog, config.execution().planCache().bytes(), config.execution().pushdown());
    progress.accept("catalog: " + script.tables().size() + " tables, " + ddl.size() + " files");

    ExecutionConfig bounds = config.execution();
    this.memory = new RootAllocator(bounds.memory().bytes());
    closers.push(() -> closeMemory(memory));
    BufferAllocator flightMemory = memory.newChildAllocator("flight", 0, bounds.memory().bytes());
    closers.push(() -> closeMemory(flightMemory));
    closers.push(() -> logPlanCache(dialect.planCacheStats()));
    Pools pools = Pools.start(bounds);
    closers.push(queryLog::write);
    closers.push(pools::stop);
    pools
        .log()
        .scheduleWithFixedDelay(
            queryLog::write, QUERY_LOG_MILLIS, QUERY_LOG_MILLIS, TimeUnit.MILLISECONDS);
    Map<String, Source> routed = new HashMap<>(sources);
    routed.put(Fragment.ENGINE, backends.engine());
    Router router = new Router(routed);
    this.executor = new PlanExecutor(router, memory, pools.sources(), limits(bounds));

    RunningQueries running = new RunningQueries(Long.toString(System.currentTimeMillis(), 36));
    pools
        .deadlines()
        .scheduleWithFixedDelay(
            running::expire, EXPIRE_MILLIS, EXPIRE_MILLIS, TimeUnit.MILLISECONDS);
    Discovery discovery =
        new Discovery(
            script,
            config.defaultSchema(),
            sources,
            dialect,
            config.discovery(),
            pools.discovery(),
            this::setHealthy,
            InstantSource.system());
    EventLoops loops = new EventLoops();
    closers.push(loops::close);
    Authenticator callers = Callers.authenticator(config.auth(), directory, pools.discovery());
    Serving serving =
        Serving.of(
            dialect,
            executor,
            router,
            running,
            pools,
            discovery,
            new Status(metrics, dialect, running, this::memoryInUse, InstantSource.system()),
            List.of(metrics, queryLog));
    this.server =
        GrpcServer.of(
            config.listen(),
            new ServerTls(config.listen().tls(), directory, pools.discovery()),
            loops,
            new AuthInterceptor(callers, loops, pools.logins()),
            serving.doors(requests(bounds), pools, loops, callers, flightMemory));
    closers.push(server::close);
    closers.push(() -> drain(running));

    pools.workers().execute(dialect::warmUp);
    discovery.start();
    script.sources().forEach(source -> report(source, discovery));
    new Rehearsal(dialect, executor, config.discovery().rehearsal())
        .run(source -> discovery.isHealthy(source.name()), pools.sources());
    server.start();
    progress.accept("READY " + config.listen().host() + ":" + port());
  }

  private void setHealthy(String source, boolean healthy) {
    server.setHealthy(source, healthy);
  }

  public int port() {
    return server.port();
  }

  public QueryMetrics.Snapshot metrics() {
    return metrics.snapshot();
  }

  /** Queries that gave back less memory than they took; always a bug. */
  public long leaks() {
    return executor.leaks();
  }

  /** Bytes of Arrow memory that queries and answers hold now. */
  public long memoryInUse() {
    return memory.getAllocatedMemory();
  }

  /** Takes no more queries, lets the running ones end for a while, then stops all. Idempotent. */
  @Override
  public synchronized void close() {
    closeAll(closers);
  }

  private static RequestLimits requests(ExecutionConfig bounds) {
    return new RequestLimits(
        bounds.maxStatementSize().bytes(),
        bounds.maxRows(),
        bounds.defaultTimeout(),
        bounds.batchRows());
  }

  private Map<String, Source> openSources(CatalogScript script, Backends backends) {
    Map<String, Source> sources = new HashMap<>();
    for (SourceDefinition definition : script.sources()) {
      Source source = backends.open(definition);
      closers.push(source::close);
      sources.put(definition.name(), source);
    }
    return sources;
  }

  private void report(SourceDefinition source, Discovery discovery) {
    progress.accept(
        "source "
            + source.name()
            + " ("
            + source.type()
            + "): "
            + (discovery.isHealthy(source.name()) ? "answers" : "DOWN, will be retried"));
  }

  private void drain(RunningQueries running) {
    server.drain();
    if (!server.awaitEnd(config.listen().drainTimeout())) {
      log.warn("cancelling {} queries that did not end in time", running.size());
      running.cancelAll(RunningQueries.shuttingDown());
      server.awaitEnd(CANCELLED_GRACE);
    }
  }

  private static ExecutionLimits limits(ExecutionConfig bounds) {
    return new ExecutionLimits(
        bounds.batchRows(), bounds.queryMemory().bytes(), bounds.replayMemory().bytes());
  }

  private static void logPlanCache(PlanCache.Stats stats) {
    log.info(
        "plan cache: {} hits, {} misses, {} plans kept",
        stats.hits(),
        stats.misses(),
        stats.entries());
  }

  private static void closeMemory(BufferAllocator memory) {
    try {
      memory.close();
    } catch (IllegalStateException leak) {
      log.error("memory was leaked: {}", leak.getMessage());
    }
  }

  private static void closeAll(Deque<Runnable> closers) {
    while (!closers.isEmpty()) {
      try {
        closers.pop().run();
      } catch (RuntimeException e) {
        log.warn("closing failed", e);
      }
    }
  }
}
