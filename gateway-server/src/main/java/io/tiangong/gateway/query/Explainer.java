package io.tiangong.gateway.query;

import io.tiangong.dialect.Dialect.Explained;
import io.tiangong.dialect.plan.Fragment;
import io.tiangong.gateway.admission.Outcome;
import io.tiangong.gateway.admission.Ticket;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.routing.Router;
import io.tiangong.spi.ColumnType;
import io.tiangong.spi.SqlRequest;
import java.util.List;
import java.util.function.BiFunction;

/** Shows plans to callers who may enter and may read what they ask about. */
public final class Explainer {

  private final Guards guards;
  private final BiFunction<String, List<ColumnType>, Explained> planner;
  private final Router router;

  public Explainer(
      Guards guards, BiFunction<String, List<ColumnType>, Explained> planner, Router router) {
    this.guards = guards;
    this.planner = planner;
    this.router = router;
  }

  /**
   * @param parameterTypes of the question marks, in order; missing ones are inferred
   */
  public Explanation explain(Identity identity, String sql, List<ColumnType> parameterTypes) {
    Ticket ticket = guards.enter().apply(identity).grantOrThrow();
    try {
      Explained explained = planner.apply(sql, parameterTypes);
      guards.permission().apply(identity, explained.plan().reads()).grantOrThrow();
      return new Explanation(
          explained.text(), explained.plan().fragments().stream().map(this::request).toList());
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
