package io.tiangong.gateway;

import io.tiangong.dialect.Dialect;
import io.tiangong.gateway.auth.Authenticator;
import io.tiangong.gateway.catalog.VisibleCatalog;
import io.tiangong.gateway.execute.PlanExecutor;
import io.tiangong.gateway.flight.FlightDoor;
import io.tiangong.gateway.grpc.CatalogEndpoint;
import io.tiangong.gateway.grpc.Door;
import io.tiangong.gateway.grpc.EventLoops;
import io.tiangong.gateway.grpc.QueryEndpoint;
import io.tiangong.gateway.grpc.RequestLimits;
import io.tiangong.gateway.query.Commands;
import io.tiangong.gateway.query.ExplainRuns;
import io.tiangong.gateway.query.Explainer;
import io.tiangong.gateway.query.Guards;
import io.tiangong.gateway.query.QueryListener;
import io.tiangong.gateway.query.QueryPipeline;
import io.tiangong.gateway.query.RunningQueries;
import io.tiangong.gateway.routing.Router;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The walk of queries, and the doors that lead to it: all of them to the same pipeline.
 *
 * @param explainer plans without running
 * @param running what runs, whichever door it came through
 * @param catalog what there is, as callers may see it
 */
record Serving(
    QueryPipeline pipeline, Explainer explainer, RunningQueries running, VisibleCatalog catalog) {

  /**
   * @param discovery asks tables' sources for statistics, and knows when it did
   * @param status what SHOW STATUS tells
   */
  static Serving of(
      Dialect dialect,
      PlanExecutor executor,
      Router router,
      RunningQueries running,
      Pools pools,
      Discovery discovery,
      Supplier<Map<String, String>> status,
      List<QueryListener> listeners) {
    Guards guards = Guards.open();
    ExplainRuns explains = new ExplainRuns(dialect, guards, executor, System::nanoTime);
    Commands commands =
        new Commands(dialect, running, explains, discovery::analyze, status, System::nanoTime);
    return new Serving(
        new QueryPipeline(
            pools.workers(),
            running,
            guards,
            commands::plan,
            executor,
            listeners,
            System::nanoTime),
        new Explainer(guards, commands, router),
        running,
        new VisibleCatalog(dialect, guards, discovery::lookedAt));
  }

  /**
   * @param callers signs the sessions that begin with a login
   * @param flightMemory of batches on their way out through the Flight door
   */
  List<Door> doors(
      RequestLimits limits,
      Pools pools,
      EventLoops loops,
      Authenticator callers,
      BufferAllocator flightMemory) {
    String version = Version.read();
    QueryEndpoint queries =
        new QueryEndpoint(
            pipeline,
            explainer,
            running,
            loops,
            pools.workers(),
            pools.sources(),
            limits,
            System::nanoTime);
    FlightDoor flight =
        new FlightDoor(
            pipeline,
            explainer,
            running,
            catalog,
            callers,
            pools.workers(),
            pools.uploads(),
            pools.sources(),
            flightMemory);
    return List.of(
        queries.door(),
        new CatalogEndpoint(catalog, version, limits, pools.workers()).door(),
        flight.door(version, limits, System::nanoTime));
  }
}
