package io.tiangong.gateway.execute;

import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.gateway.routing.Router;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Value;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.apache.arrow.memory.BufferAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts executions of plans, each with Arrow memory of its own. Thread-safe. */
public final class PlanExecutor {

  private static final Logger log = LoggerFactory.getLogger(PlanExecutor.class);

  private final Router router;
  private final BufferAllocator memory;
  private final Executor blocking;
  private final ExecutionLimits limits;
  private final LongAdder leaks = new LongAdder();

  /**
   * @param memory parent of all queries' allocators; owned by the caller
   * @param blocking for the blocking work of sources; when it has no thread left, the caller's
   *     thread works itself, so that nothing ever waits behind a query that waits
   */
  public PlanExecutor(
      Router router, BufferAllocator memory, Executor blocking, ExecutionLimits limits) {
    this.router = router;
    this.memory = memory;
    this.blocking = blocking;
    this.limits = limits;
  }

  /** Prepares an execution, which must be closed; nothing is opened yet. */
  public PlanExecution prepare(
      QueryPlan plan, List<Value> parameters, String queryId, Cancellation cancellation) {
    BufferAllocator allocator = memory.newChildAllocator(queryId, 0, limits.queryBytes());
    return new PlanExecution(this, plan, parameters, queryId, cancellation, allocator);
  }

  /** The replica that would serve a source's fragment now. */
  public String replica(String source) {
    return router.route(source).replica();
  }

  /** Executions that gave back less memory than they took; always a bug. */
  public long leaks() {
    return leaks.sum();
  }

  Router router() {
    return router;
  }

  Executor blocking() {
    return blocking;
  }

  ExecutionLimits limits() {
    return limits;
  }

  void release(BufferAllocator allocator) {
    try {
      allocator.close();
    } catch (IllegalStateException leak) {
      leaks.increment();
      log.error("query {} leaked memory: {}", allocator.getName(), leak.getMessage());
    }
  }
}
