package io.tiangong.gateway.query;

import io.tiangong.dialect.PlannedStatement;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.gateway.execute.PlanExecution;
import io.tiangong.gateway.execute.PlanExecutor;
import io.tiangong.spi.BatchStream;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The walk of a query.
 *
 * <ol>
 *   <li>The caller is known: the {@link Query} carries its identity.
 *   <li>{@link #submit}: one hand-off to the bounded workers.
 *   <li>{@link #enter}: may this caller ask now.
 *   <li>and 5. {@link #plan}: fingerprint, plan cache, planner.
 *   <li value="6">{@link #permit}: may this caller read these columns.
 *   <li>{@link #weigh}: where does it run.
 *   <li>{@link #open}: fragments start in dependency order.
 *   <li>{@link #stream}: batches flow from the root fragment to the sink.
 *   <li>{@link #account}, always: resources, permits, listeners.
 * </ol>
 *
 * The caller hears of the end after the account, so that whoever asks again finds everything free.
 */
public final class QueryPipeline {

  private static final Logger log = LoggerFactory.getLogger(QueryPipeline.class);

  private final Executor workers;
  private final RunningQueries running;
  private final Guards guards;
  private final Function<Query, PlannedStatement> planner;
  private final PlanExecutor executor;
  private final List<QueryListener> listeners;
  private final LongSupplier ticker;

  public QueryPipeline(
      Executor workers,
      RunningQueries running,
      Guards guards,
      Function<Query, PlannedStatement> planner,
      PlanExecutor executor,
      List<QueryListener> listeners,
      LongSupplier ticker) {
    this.workers = workers;
    this.running = running;
    this.guards = guards;
    this.planner = planner;
    this.executor = executor;
    this.listeners = List.copyOf(listeners);
    this.ticker = ticker;
  }

  /** Starts a query on the workers; its end, too, is told to the sink. Never blocks or throws. */
  public void submit(Query query, AnswerSink sink) {
    if (!running.add(query)) {
      sink.fail(
          new QueryException(
              ErrorCode.INVALID_REQUEST, "query id " + query.id() + " is in use; choose another"));
      return;
    }
    try {
      workers.execute(() -> run(query, sink));
    } catch (RejectedExecutionException e) {
      QueryRun run = new QueryRun(query, ticker);
      run.failed(
          new QueryException(ErrorCode.OVERLOADED, "too many queries are waiting; retry later"));
      answer(account(run), run, sink);
    }
  }

  private void run(Query query, AnswerSink sink) {
    QueryRun run = new QueryRun(query, ticker);
    CompletedQuery completed;
    try {
      query.cancellation().check();
      enter(run);
      PlannedStatement planned = plan(run);
      permit(run, planned.plan());
      weigh(run, planned);
      BatchStream rows = open(run, planned);
      stream(run, rows, planned.plan().columns(), sink);
    } catch (Throwable e) {
      run.failed(Failures.of(e, query.id()));
    } finally {
      completed = account(run);
    }
    answer(completed, run, sink);
  }

  private void enter(QueryRun run) {
    run.hold(guards.enter().apply(run.query.identity()).grantOrThrow());
  }

  private PlannedStatement plan(QueryRun run) {
    PlannedStatement planned = planner.apply(run.query);
    run.planned(planned);
    planned.hints().timeout().ifPresent(timeout -> shorten(run.query, timeout));
    return planned;
  }

  /** A timeout in the text counts from the arrival, and only ever brings the deadline forward. */
  private void shorten(Query query, Duration timeout) {
    query.cancellation().shorten(timeout.toNanos() - (ticker.getAsLong() - query.arrivedNanos()));
  }

  private void permit(QueryRun run, QueryPlan plan) {
    guards.permission().apply(run.query.identity(), plan.reads()).grantOrThrow();
  }

  private void weigh(QueryRun run, PlannedStatement planned) {
    run.hold(guards.weigh().apply(run.query.identity(), planned).grantOrThrow());
  }

  private BatchStream open(QueryRun run, PlannedStatement planned) {
    Query query = run.query;
    PlanExecution execution =
        executor.prepare(planned.plan(), planned.parameters(), query.id(), query.cancellation());
    run.hold(execution);
    return execution.open();
  }

  private void stream(QueryRun run, BatchStream rows, List<Column> answer, AnswerSink sink) {
    RowLimit limit = run.query.limit();
    sink.begin(answer);
    boolean whole = true;
    while (whole && rows.next()) {
      run.query.cancellation().check();
      int inBatch = rows.root().getRowCount();
      int allowed = (int) Math.min(inBatch, limit.rows() - run.rows());
      whole = allowed == inBatch;
      if (!whole && !limit.truncate()) {
        throw tooManyRows(limit);
      }
      if (allowed > 0) {
        run.sending(allowed);
        sink.batch(leading(rows.root(), answer.size()), allowed);
      }
    }
    run.streamed(whole);
  }

  /** The answer's columns; behind them may be others that only its order needed. */
  private static VectorSchemaRoot leading(VectorSchemaRoot batch, int columns) {
    List<FieldVector> vectors = batch.getFieldVectors();
    return vectors.size() == columns
        ? batch
        : new VectorSchemaRoot(
            batch.getSchema().getFields().subList(0, columns),
            vectors.subList(0, columns),
            batch.getRowCount());
  }

  private CompletedQuery account(QueryRun run) {
    run.release();
    running.remove(run.query);
    CompletedQuery completed = run.completed();
    for (QueryListener listener : listeners) {
      try {
        listener.completed(completed);
      } catch (RuntimeException e) {
        log.error("a listener failed on query {}", completed.id(), e);
      }
    }
    return completed;
  }

  private void answer(CompletedQuery completed, QueryRun run, AnswerSink sink) {
    QueryException failure = run.failure();
    try {
      if (failure == null) {
        sink.end(completed.summary());
      } else {
        sink.fail(failure);
      }
    } catch (RuntimeException e) {
      log.warn("query {} could not tell its end: {}", completed.id(), e.toString());
    }
  }

  private static QueryException tooManyRows(RowLimit limit) {
    return new QueryException(
            ErrorCode.ROW_LIMIT_EXCEEDED,
            "the answer has more than "
                + limit.rows()
                + " rows; restrict the query, raise max_rows, or ask for truncation")
        .with("maxRows", Long.toString(limit.rows()));
  }
}
