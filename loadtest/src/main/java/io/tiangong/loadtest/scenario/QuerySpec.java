package io.tiangong.loadtest.scenario;

import io.tiangong.config.Section;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A query of the mix.
 *
 * @param demo name of a query over the demo's tables whose right answers are known; empty: {@code
 *     sql} is given
 * @param sql text with question marks; empty: the demo query's
 * @param parameters one per question mark; empty: those of the demo query
 * @param rows how many rows each answer must have, when that is all that is known
 * @param stable whether equal parameters must always give the first answer again
 * @param fresh the answer is one number that grows in the primary: it may be behind by so much;
 *     zero: it is not
 * @param timeout of each request
 */
public record QuerySpec(
    String demo,
    String sql,
    List<ParameterSpec> parameters,
    OptionalLong rows,
    boolean stable,
    Duration fresh,
    Duration timeout) {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  public QuerySpec {
    parameters = List.copyOf(parameters);
  }

  static QuerySpec read(Section fields, Set<String> demoQueries, ServerSpec servers) {
    String demo = fields.text("demo", "");
    String sql = fields.text("sql", "");
    if (demo.isEmpty() == sql.isEmpty()) {
      fields.problem("give either 'demo' or 'sql'");
    } else if (!demo.isEmpty() && !demoQueries.contains(demo)) {
      fields.problem("'demo' is " + Section.unknown(demo, demoQueries));
    }
    List<ParameterSpec> parameters = fields.list("parameters", ParameterSpec::read);
    long marks = sql.chars().filter(c -> c == '?').count();
    if (!sql.isEmpty() && marks != parameters.size()) {
      fields.problem(marks + " question marks, but " + parameters.size() + " parameters");
    }
    Optional<Long> rows = fields.value("rows", Units::number, "a whole number");
    boolean stable = fields.truth("stable", false);
    Duration fresh = fields.duration("fresh", Duration.ZERO);
    if (!fresh.isZero() && !servers.standby()) {
      fields.problem("'fresh' needs servers with 'standby: true', whose ord.heartbeat it reads");
    }
    Duration timeout = fields.duration("timeout", TIMEOUT);
    fields.finish();
    OptionalLong count = rows.map(OptionalLong::of).orElse(OptionalLong.empty());
    return new QuerySpec(demo, sql, parameters, count, stable, fresh, timeout);
  }

  static Map<String, QuerySpec> readAll(Section root, Set<String> demoQueries, ServerSpec servers) {
    return root.map("queries", (name, fields) -> read(fields, demoQueries, servers));
  }
}
