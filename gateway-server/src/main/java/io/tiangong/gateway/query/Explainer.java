package io.tiangong.gateway.query;

import io.tiangong.dialect.Dialect.Explained;
import io.tiangong.dialect.Prepared;
import io.tiangong.dialect.plan.Fragment;
import io.tiangong.gateway.admission.Outcome;
import io.tiangong.gateway.admission.Ticket;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.routing.Router;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.SqlRequest;
import java.util.List;

/**
 * Tells callers who may enter what a statement would do and what its answer looks like; runs
 * nothing.
 */
public final class Explainer {

  /** Plans statements without running them. */
  public interface Planner {
    Explained explain(String sql, List<ColumnType> parameterTypes, String schema);

    Prepared prepare(String sql, List<ColumnType> parameterTypes, String schema);
  }

  private final Guards guards;
  private final Planner planner;
  private final Router router;

  public Explainer(Guards guards, Planner planner, Router router) {
    this.guards = guards;
    this.planner = planner;
    this.router = router;
  }

  /**
   * @param parameterTypes of the question marks, in order; missing ones are inferred
   * @param schema where names without a schema are looked up first; empty: the default schema
   */
  public Explanation explain(
      Identity identity, String sql, List<ColumnType> parameterTypes, String schema) {
    Ticket ticket = guards.enter().apply(identity).grantOrThrow();
    try {
      Explained explained = planner.explain(sql, parameterTypes, schema);
      guards.permission().apply(identity, explained.plan().reads()).grantOrThrow();
      return new Explanation(
          explained.text(), explained.plan().fragments().stream().map(this::request).toList());
    } finally {
      ticket.close(Outcome.IGNORED);
    }
  }

  /** The shape of a statement's answer; its plan is in the plan cache afterwards. */
  public Prepared prepare(
      Identity identity, String sql, List<ColumnType> parameterTypes, String schema) {
    Ticket ticket = guards.enter().apply(identity).grantOrThrow();
    try {
      return planner.prepare(sql, parameterTypes, schema);
    } finally {
      ticket.close(Outcome.IGNORED);
    }
  }

  private Explanation.Request request(Fragment fragment) {
    String text =
        fragment.request() instanceof SqlRequest sql
            ? sql.text().toString()
            : router.route(fragment.source()).source().describe(fragment.request());
    return new Explanation.Request(fragment, text);
  }
}
