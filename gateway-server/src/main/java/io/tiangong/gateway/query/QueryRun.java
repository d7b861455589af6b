package io.tiangong.gateway.query;

import io.tiangong.dialect.PlannedStatement;
import io.tiangong.gateway.admission.Outcome;
import io.tiangong.gateway.admission.Permit;
import io.tiangong.gateway.admission.Ticket;
import io.tiangong.gateway.execute.PlanExecution;
import io.tiangong.spi.QueryException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What one query holds and how far it has come. Used by the query's own thread. */
final class QueryRun {

  final Query query;
  private final LongSupplier ticker;
  private final long startedNanos;
  private @Nullable Ticket ticket;
  private @Nullable Permit permit;
  private @Nullable PlannedStatement planned;
  private @Nullable PlanExecution execution;
  private @Nullable QueryException failure;
  private long plannedNanos;
  private long firstBatchNanos;
  private long rows;
  private boolean complete;

  QueryRun(Query query, LongSupplier ticker) {
    this.query = query;
    this.ticker = ticker;
    this.startedNanos = ticker.getAsLong();
    this.plannedNanos = startedNanos;
  }

  void hold(Ticket granted) {
    ticket = granted;
  }

  void hold(Permit granted) {
    permit = granted;
  }

  void hold(PlanExecution prepared) {
    execution = prepared;
  }

  void planned(PlannedStatement statement) {
    planned = statement;
    plannedNanos = ticker.getAsLong();
  }

  /** Notes rows that are about to be sent. */
  void sending(int more) {
    if (rows == 0) {
      firstBatchNanos = ticker.getAsLong();
    }
    rows += more;
  }

  void streamed(boolean whole) {
    complete = whole;
  }

  void failed(QueryException error) {
    failure = error;
  }

  long rows() {
    return rows;
  }

  @Nullable QueryException failure() {
    return failure;
  }

  /** Gives back all that is held. */
  void release() {
    if (execution != null) {
      execution.close();
    }
    Outcome outcome = Outcome.of(failure == null ? null : failure.code());
    if (permit != null) {
      permit.close(outcome);
    }
    if (ticket != null) {
      ticket.close(outcome);
    }
  }

  CompletedQuery completed() {
    return new CompletedQuery(
        query.id(),
        query.identity().account(),
        planned == null ? "" : planned.fingerprint(),
        Optional.ofNullable(failure).map(QueryException::code),
        summary());
  }

  private Summary summary() {
    long now = ticker.getAsLong();
    return new Summary(
        rows,
        complete,
        planned != null && planned.cached(),
        plannedNanos - startedNanos,
        (rows == 0 ? now : firstBatchNanos) - plannedNanos,
        now - query.arrivedNanos(),
        execution == null ? List.of() : execution.served());
  }
}
