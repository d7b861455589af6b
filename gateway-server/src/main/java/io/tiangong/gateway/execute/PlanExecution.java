package io.tiangong.gateway.execute;

import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.KeyFeed;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.gateway.routing.Route;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Bindings;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.KeySet;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.ScanContext;
import io.tiangong.spi.SqlRequest;
import io.tiangong.spi.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;

/**
 * One run of a plan on the query's own thread.
 *
 * <h2>Threads</h2>
 *
 * Fragments that wait for nothing are opened together, on threads of their own because a source may
 * block while it opens. A fragment whose answer is the next thing that this thread needs is opened
 * on this thread; a plan of one fragment never changes threads.
 *
 * <h2>Closing</h2>
 *
 * What has arrived is closed at once, the last opened first, because the combining engine owns its
 * inputs. When an answer is still under way, everything is kept until it arrives: sources that are
 * told to stop may still write into this query's memory. The thread does not wait for that.
 */
public final class PlanExecution implements AutoCloseable {

  private final PlanExecutor executor;
  private final QueryPlan plan;
  private final List<Value> parameters;
  private final String queryId;
  private final Cancellation cancellation;
  private final BufferAllocator allocator;
  private final List<FragmentAnswer> started = new ArrayList<>(1);
  private final Map<String, FragmentAnswer> byId = new HashMap<>();

  PlanExecution(
      PlanExecutor executor,
      QueryPlan plan,
      List<Value> parameters,
      String queryId,
      Cancellation cancellation,
      BufferAllocator allocator) {
    this.executor = executor;
    this.plan = plan;
    this.parameters = parameters;
    this.queryId = queryId;
    this.cancellation = cancellation;
    this.allocator = allocator;
  }

  /** Opens the fragments and gives the root's answer; blocks until it is there. Called once. */
  public BatchStream open() {
    List<Fragment> order = StartOrder.of(plan.fragments());
    for (int i = 0; i < order.size(); i++) {
      Fragment fragment = order.get(i);
      boolean awaitedNext =
          i == order.size() - 1 || order.get(i + 1).dependsOn().contains(fragment.id());
      FragmentAnswer answer = start(fragment, awaitedNext);
      started.add(answer);
      byId.put(fragment.id(), answer);
    }
    return answer(plan.root().id()).rows();
  }

  /** What each fragment delivered so far, in the order they were opened. */
  public List<FragmentServed> served() {
    return started.stream().map(FragmentAnswer::served).toList();
  }

  @Override
  public void close() {
    CompletableFuture<?>[] pending =
        started.stream().map(FragmentAnswer::pending).toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Void> arrived = CompletableFuture.allOf(pending);
    if (!arrived.isDone()) {
      cancellation.cancel(new QueryException(ErrorCode.CANCELLED, "the query has ended"));
    }
    arrived.whenComplete((all, fault) -> release());
  }

  private void release() {
    for (int i = started.size() - 1; i >= 0; i--) {
      started.get(i).close();
    }
    executor.release(allocator);
  }

  private FragmentAnswer start(Fragment fragment, boolean awaitedNext) {
    Route route = executor.router().route(fragment.source());
    Bindings bindings = bind(fragment);
    long asked = System.nanoTime();
    Supplier<CompletableFuture<BatchStream>> open =
        () ->
            route
                .source()
                .open(fragment.request(), bindings, contextOfThisThread())
                .toCompletableFuture();
    return new FragmentAnswer(
        fragment,
        route.replica(),
        Consumers.of(fragment, plan),
        bindings.keys().values().stream().mapToInt(KeySet::size).max(),
        asked,
        awaitedNext
            ? open.get()
            : CompletableFuture.supplyAsync(open, executor.blocking())
                .thenCompose(Function.identity()),
        cancellation,
        allocator,
        executor.limits().replayBytes());
  }

  private ScanContext contextOfThisThread() {
    return new ScanContext(
        queryId,
        allocator,
        cancellation,
        new OwnThread(Thread.currentThread(), executor.blocking()),
        executor.limits().batchRows());
  }

  private Bindings bind(Fragment fragment) {
    Map<String, KeySet> keys = new HashMap<>();
    for (KeyFeed feed : fragment.keyFeeds()) {
      KeySet set = answer(feed.fragment()).keys(feed.slot());
      if (set != null) {
        keys.put(feed.slot(), set);
      }
    }
    return new Bindings(parameters, keys, inputs(fragment));
  }

  /** Streams that the source closes, and before it has them, this. */
  private Map<String, BatchStream> inputs(Fragment fragment) {
    Map<String, BatchStream> inputs = new HashMap<>();
    if (fragment.request() instanceof SqlRequest sql) {
      try {
        sql.inputs().forEach(i -> inputs.computeIfAbsent(i.fragment(), id -> answer(id).rows()));
      } catch (RuntimeException e) {
        inputs.values().forEach(BatchStream::close);
        throw e;
      }
    }
    return inputs;
  }

  private FragmentAnswer answer(String id) {
    FragmentAnswer answer = byId.get(id);
    if (answer == null) {
      throw new QueryException(
          ErrorCode.INTERNAL, "fragment " + id + " is needed before it starts");
    }
    return answer;
  }
}
