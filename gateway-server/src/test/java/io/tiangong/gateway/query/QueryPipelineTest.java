package io.tiangong.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.dialect.PlannedStatement;
import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.gateway.admission.Decision;
import io.tiangong.gateway.admission.Lane;
import io.tiangong.gateway.admission.Outcome;
import io.tiangong.gateway.admission.Permit;
import io.tiangong.gateway.admission.Ticket;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.execute.ExecutionLimits;
import io.tiangong.gateway.execute.PlanExecutor;
import io.tiangong.gateway.permission.Access;
import io.tiangong.gateway.routing.Router;
import io.tiangong.gateway.testing.Plans;
import io.tiangong.gateway.testing.UnionEngine;
import io.tiangong.spi.Cancellation;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.testing.InMemorySource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryPipelineTest {

  private final BufferAllocator memory = new RootAllocator();
  private final InMemorySource source = new InMemorySource("mem");
  private final RunningQueries running = new RunningQueries("t");
  private final List<String> events = new ArrayList<>();
  private final List<CompletedQuery> completed = new ArrayList<>();
  private final QueryPlan plan =
      Plans.plan(Plans.fragment("f1", "mem", Plans.scan(Plans.table(source, "t", Plans.rows(5)))));
  private Function<Query, PlannedStatement> planner =
      query -> {
        events.add("plan");
        return new PlannedStatement("fp", plan, List.of(), true);
      };
  private Executor workers = Runnable::run;

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(running.size()).isZero();
    assertThat(memory.getAllocatedMemory()).isZero();
    memory.close();
  }

  @Test
  void servedQueryPassesEveryStepInOrder() {
    submit(guards(true, true, true));
    assertThat(events)
        .containsExactly(
            "enter",
            "plan",
            "permission",
            "weigh",
            "begin",
            "batch 5",
            "permit SUCCESS",
            "ticket SUCCESS",
            "completed",
            "end 5");
    assertThat(completed.get(0).fingerprint()).isEqualTo("fp");
    assertThat(completed.get(0).account()).isEqualTo("anonymous");
    assertThat(completed.get(0).summary().planCached()).isTrue();
  }

  @Test
  void refusalAtTheDoorHappensBeforePlanning() {
    submit(guards(false, true, true));
    assertThat(events).containsExactly("enter", "completed", "fail RATE_LIMITED");
    assertThat(completed.get(0).fingerprint()).isEmpty();
  }

  @Test
  void refusalOfPermissionHappensBeforeAnySourceIsAsked() {
    submit(guards(true, false, true));
    assertThat(events)
        .containsExactly(
            "enter", "plan", "permission", "ticket IGNORED", "completed", "fail PERMISSION_DENIED");
    assertThat(source.opened()).isEmpty();
  }

  @Test
  void refusalOfTheWeightHappensBeforeAnySourceIsAsked() {
    submit(guards(true, true, false));
    assertThat(events).contains("ticket DROPPED", "fail OVERLOADED");
    assertThat(source.opened()).isEmpty();
  }

  @Test
  void failureOfASourceReleasesThePermitAsDropped() {
    source.fail(new QueryException(ErrorCode.SOURCE_UNAVAILABLE, "down"));
    submit(guards(true, true, true));
    assertThat(events).contains("permit DROPPED", "ticket DROPPED", "fail SOURCE_UNAVAILABLE");
  }

  @Test
  void fullQueueIsAnAccountedRefusal() {
    workers =
        task -> {
          throw new RejectedExecutionException();
        };
    submit(guards(true, true, true));
    assertThat(events).containsExactly("completed", "fail OVERLOADED");
  }

  @Test
  void bugOfThePlannerIsAnInternalError() {
    planner =
        query -> {
          throw new IllegalStateException("bug");
        };
    submit(guards(true, true, true));
    assertThat(events).contains("ticket IGNORED", "completed", "fail INTERNAL");
  }

  @Test
  void statementNestedTooDeeplyIsAnError() {
    planner =
        query -> {
          throw new StackOverflowError();
        };
    submit(guards(true, true, true));
    assertThat(events).contains("fail STATEMENT_TOO_LARGE");
  }

  @Test
  void planLargerThanTheQuerysMemoryIsAnError() {
    submit(guards(true, true, true), 16);
    assertThat(events).contains("fail MEMORY_LIMIT_EXCEEDED");
  }

  @Test
  void queryThatWasCancelledWhileItWaitedDoesNothing() {
    Query query = query();
    query.cancellation().cancel(new QueryException(ErrorCode.CANCELLED, "gone"));
    pipeline(guards(true, true, true), 1 << 20).submit(query, new RecordingSink());
    assertThat(events).containsExactly("completed", "fail CANCELLED");
  }

  @Test
  void expiryCancelsQueriesPastTheirDeadline() {
    List<Runnable> waiting = new ArrayList<>();
    workers = waiting::add;
    Query query = query(Cancellation.withDeadline(System.nanoTime() - 1), new RowLimit(100, false));
    pipeline(guards(true, true, true), 1 << 20).submit(query, new RecordingSink());
    running.expire();
    waiting.forEach(Runnable::run);
    assertThat(events).containsExactly("completed", "fail DEADLINE_EXCEEDED");
  }

  @Test
  void callersCancelOnlyTheirOwnQueries() {
    List<Runnable> waiting = new ArrayList<>();
    workers = waiting::add;
    pipeline(guards(true, true, true), 1 << 20).submit(query(), new RecordingSink());
    Identity other = new Identity("other", "other", Set.of(), "");
    assertThat(running.cancel("q1", other)).isFalse();
    assertThat(running.cancel("q1", Identity.anonymous(""))).isTrue();
    waiting.forEach(Runnable::run);
    assertThat(events).containsExactly("completed", "fail CANCELLED");
  }

  private void submit(Guards guards) {
    submit(guards, 1 << 20);
  }

  private void submit(Guards guards, long queryBytes) {
    pipeline(guards, queryBytes).submit(query(), new RecordingSink());
  }

  private QueryPipeline pipeline(Guards guards, long queryBytes) {
    Router router = new Router(Map.of("mem", source, Fragment.ENGINE, new UnionEngine()));
    PlanExecutor executor =
        new PlanExecutor(
            router, memory, Runnable::run, new ExecutionLimits(100, queryBytes, 1 << 20));
    QueryListener listener =
        query -> {
          events.add("completed");
          completed.add(query);
        };
    return new QueryPipeline(
        workers,
        running,
        guards,
        query -> planner.apply(query),
        executor,
        List.of(listener),
        System::nanoTime);
  }

  private static Query query() {
    return query(Cancellation.create(), new RowLimit(100, false));
  }

  private static Query query(Cancellation cancellation, RowLimit limit) {
    return new Query(
        "q1",
        "SELECT",
        "",
        List.of(),
        Identity.anonymous(""),
        limit,
        cancellation,
        System.nanoTime());
  }

  private Guards guards(boolean enter, boolean permission, boolean weigh) {
    return new Guards(
        identity -> {
          events.add("enter");
          return decide(
              enter,
              new Ticket(outcome -> events.add("ticket " + outcome)),
              ErrorCode.RATE_LIMITED);
        },
        (identity, reads) -> {
          events.add("permission");
          return decide(permission, new Access(identity, reads), ErrorCode.PERMISSION_DENIED);
        },
        (identity, planned) -> {
          events.add("weigh");
          return decide(
              weigh,
              new Permit(Lane.HEAVY, outcome -> events.add("permit " + outcome)),
              ErrorCode.OVERLOADED);
        });
  }

  private static <G> Decision<G> decide(boolean yes, G grant, ErrorCode no) {
    return yes
        ? new Decision.Granted<>(grant)
        : new Decision.Refused<>(no, "refused", Duration.ofMillis(50));
  }

  /** Notes what it is told. */
  private final class RecordingSink implements AnswerSink {

    @Override
    public void begin(List<Column> columns) {
      events.add("begin");
    }

    @Override
    public void batch(VectorSchemaRoot batch, int rows) {
      events.add("batch " + rows);
    }

    @Override
    public void end(Summary summary) {
      events.add("end " + summary.rows());
    }

    @Override
    public void fail(QueryException error) {
      assertThat(Outcome.of(error.code())).isNotEqualTo(Outcome.SUCCESS);
      events.add("fail " + error.code());
    }
  }
}
