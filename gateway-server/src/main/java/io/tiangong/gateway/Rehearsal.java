package io.tiangong.gateway;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.dialect.text.Backticks;
import io.tiangong.gateway.execute.PlanExecution;
import io.tiangong.gateway.execute.PlanExecutor;
import io.tiangong.gateway.query.RunningQueries;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a row of each source again and again before the first caller comes, so that a gateway that
 * joins others under load does not answer its first queries many times slower than they: classes
 * are loaded, connections are open, and what is run often is compiled.
 */
final class Rehearsal {

  private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);

  private static final int TABLES = 8;

  private final Dialect dialect;
  private final PlanExecutor executor;
  private final Duration bound;

  /**
   * @param bound how long it may take; zero: nothing is read
   */
  Rehearsal(Dialect dialect, PlanExecutor executor, Duration bound) {
    this.dialect = dialect;
    this.executor = executor;
    this.bound = bound;
  }

  /**
   * Returns when the time is over. What fails is left out.
   *
   * @param answers which sources to read
   */
  void run(Predicate<Source> answers, Executor threads) {
    if (bound.isZero()) {
      return;
    }
    Cancellation cancellation = Cancellation.withDeadline(System.nanoTime() + bound.toNanos());
    CompletableFuture.runAsync(() -> rehearse(answers, cancellation), threads)
        .exceptionally(Rehearsal::failed)
        .completeOnTimeout(null, bound.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    cancellation.cancel(RunningQueries.shuttingDown());
  }

  private static @Nullable Void failed(Throwable fault) {
    log.warn("the rehearsal failed", fault);
    return null;
  }

  private void rehearse(Predicate<Source> answers, Cancellation cancellation) {
    List<QueryPlan> plans = plans(answers);
    int runs = 0;
    while (!plans.isEmpty() && cancellation.remainingNanos() > 0) {
      for (QueryPlan plan : List.copyOf(plans)) {
        if (!read(plan, "rehearsal-" + ++runs, cancellation)) {
          plans.remove(plan);
        }
      }
    }
    log.debug("rehearsed {} reads", runs);
  }

  private List<QueryPlan> plans(Predicate<Source> answers) {
    List<QueryPlan> plans = new ArrayList<>();
    dialect.catalog().tables().values().stream()
        .filter(table -> answers.test(table.source()))
        .sorted(Comparator.comparing(table -> table.name().toString()))
        .limit(TABLES)
        .forEach(table -> plans.addAll(plans(table)));
    return plans;
  }

  /** One row as it is, and one through the engine. */
  private List<QueryPlan> plans(CatalogTable table) {
    String row = "SELECT * FROM " + Backticks.quote(table.name()) + " LIMIT 1";
    return Stream.of(row, "SELECT COUNT(*) FROM (" + row + ") AS row_of_it")
        .map(sql -> dialect.explain(sql, List.of(), "").plan())
        .toList();
  }

  private boolean read(QueryPlan plan, String id, Cancellation cancellation) {
    try (PlanExecution execution = executor.prepare(plan, List.of(), id, cancellation)) {
      BatchStream rows = execution.open();
      boolean more = true;
      while (more) {
        more = rows.next();
      }
      return true;
    } catch (QueryException e) {
      log.debug("left out of the rehearsal: {}", e.getMessage());
      return false;
    }
  }
}
