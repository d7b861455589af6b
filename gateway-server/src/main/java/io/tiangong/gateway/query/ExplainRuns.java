package io.tiangong.gateway.query;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.PlannedStatement;
import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.gateway.admission.Decision;
import io.tiangong.gateway.admission.Outcome;
import io.tiangong.gateway.admission.Permit;
import io.tiangong.gateway.execute.FragmentServed;
import io.tiangong.gateway.execute.PlanExecution;
import io.tiangong.gateway.execute.PlanExecutor;
import io.tiangong.gateway.permission.Access;
import io.tiangong.spi.BatchStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** EXPLAIN ANALYZE and EXPLAIN SERVE: what a query did, and what would be done with it. */
public final class ExplainRuns {

  static final String NO_POLICY = "";
  static final List<String> ANALYZE_COLUMNS = List.of("plan");
  static final List<String> SERVE_COLUMNS = List.of("step", "decision");

  private static final double NANOS_PER_MILLI = 1e6;

  private final Dialect dialect;
  private final Guards guards;
  private final PlanExecutor executor;
  private final LongSupplier ticker;

  public ExplainRuns(Dialect dialect, Guards guards, PlanExecutor executor, LongSupplier ticker) {
    this.dialect = dialect;
    this.guards = guards;
    this.executor = executor;
    this.ticker = ticker;
  }

  /** Runs the query like any other, counts its rows, and answers its plan with what happened. */
  PlannedStatement analyze(Query query) {
    long start = ticker.getAsLong();
    PlannedStatement planned = plan(query);
    long plannedAt = ticker.getAsLong();
    planned
        .hints()
        .timeout()
        .ifPresent(
            timeout -> query.cancellation().shorten(timeout.toNanos() - (plannedAt - start)));
    guards.permission().apply(query.identity(), planned.plan().reads()).grantOrThrow();
    Permit permit = guards.weigh().apply(query.identity(), planned).grantOrThrow();
    Outcome outcome = Outcome.IGNORED;
    try (PlanExecution execution =
        executor.prepare(planned.plan(), planned.parameters(), query.id(), query.cancellation())) {
      long rows = drain(execution.open(), query);
      outcome = Outcome.SUCCESS;
      return listing(
          analyzed(planned, execution.served()),
          String.format(
              Locale.ROOT,
              "%,d rows; planned in %s%s, ran in %s",
              rows,
              millis(plannedAt - start),
              planned.cached() ? " (cached)" : "",
              millis(ticker.getAsLong() - plannedAt)));
    } finally {
      permit.close(outcome);
    }
  }

  /** Asks the guards and the router about the query, and runs nothing. */
  PlannedStatement serve(Query query) {
    List<List<String>> steps = new ArrayList<>();
    PlannedStatement planned = plan(query);
    steps.add(List.of("caller", query.identity().account()));
    steps.add(
        List.of(
            "plan",
            (planned.cached() ? "from the cache" : "made now")
                + ", fingerprint "
                + planned.fingerprint()));
    Decision<Access> access = guards.permission().apply(query.identity(), planned.plan().reads());
    steps.add(List.of("permission", said(access, granted -> "granted: " + reads(planned))));
    if (access instanceof Decision.Granted) {
      serveGranted(query, planned, steps);
    }
    return Dialect.listing("EXPLAIN SERVE", SERVE_COLUMNS, steps);
  }

  private void serveGranted(Query query, PlannedStatement planned, List<List<String>> steps) {
    Decision<Permit> weighed = guards.weigh().apply(query.identity(), planned);
    steps.add(List.of("lane", said(weighed, permit -> permit.lane().name())));
    if (weighed instanceof Decision.Granted<Permit> granted) {
      granted.grant().close(Outcome.IGNORED);
    }
    steps.add(
        List.of(
            "rows",
            String.format(
                Locale.ROOT,
                "at most %,d, more are %s",
                query.limit().rows(),
                query.limit().truncate() ? "cut off" : "an error")));
    for (Fragment fragment : planned.plan().fragments()) {
      String replica = executor.replica(fragment.source());
      steps.add(List.of(fragment.id(), fragment.source() + ", " + replica));
    }
    dialect
        .tree(planned.plan(), fragment -> "")
        .lines()
        .forEach(line -> steps.add(List.of("", line)));
  }

  private PlannedStatement plan(Query query) {
    return dialect.plan(query.sql(), query.parameters(), NO_POLICY, query.schema());
  }

  private static long drain(BatchStream stream, Query query) {
    long rows = 0;
    while (stream.next()) {
      query.cancellation().check();
      rows += stream.root().getRowCount();
    }
    return rows;
  }

  private String analyzed(PlannedStatement planned, List<FragmentServed> served) {
    Map<String, FragmentServed> byId =
        served.stream().collect(Collectors.toMap(FragmentServed::fragment, Function.identity()));
    UnaryOperator<String> note =
        id -> {
          FragmentServed answer = byId.get(id);
          return answer == null
              ? ""
              : String.format(
                  Locale.ROOT,
                  ", %,d came%s, first after %s, from %s",
                  answer.rows(),
                  keys(planned.plan(), answer),
                  millis(answer.openNanos()),
                  answer.replica());
        };
    return dialect.tree(planned.plan(), note);
  }

  private static String keys(QueryPlan plan, FragmentServed answer) {
    boolean fed =
        plan.fragments().stream()
            .anyMatch(f -> f.id().equals(answer.fragment()) && !f.keyFeeds().isEmpty());
    if (!fed) {
      return "";
    }
    return answer.keys().isPresent()
        ? String.format(Locale.ROOT, " by %,d keys", answer.keys().getAsInt())
        : " of all, for too many keys";
  }

  private static PlannedStatement listing(String tree, String lastLine) {
    List<List<String>> lines = new ArrayList<>();
    tree.lines().forEach(line -> lines.add(List.of(line)));
    lines.add(List.of(lastLine));
    return Dialect.listing("EXPLAIN ANALYZE", ANALYZE_COLUMNS, lines);
  }

  private static String reads(PlannedStatement planned) {
    return planned.plan().reads().stream()
        .map(
            r ->
                r.table()
                    + r.columns().stream().sorted().collect(Collectors.joining(", ", " (", ")")))
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private static <G> String said(Decision<G> decision, Function<G, String> granted) {
    return decision instanceof Decision.Granted<G> yes
        ? granted.apply(yes.grant())
        : "refused: " + ((Decision.Refused<G>) decision).message();
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI);
  }
}
