package io.tiangong.loadtest.mix;

import io.tiangong.demo.dataset.Dataset;
import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.scenario.ParameterSpec;
import io.tiangong.loadtest.scenario.QuerySpec;
import io.tiangong.loadtest.target.Request;
import io.tiangong.loadtest.truth.Answer;
import io.tiangong.loadtest.truth.DemoRead;
import io.tiangong.loadtest.truth.Draws;
import io.tiangong.loadtest.truth.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A query with the draws of its parameters and what is known of its answers.
 *
 * @param answer what must come for given parameters; costly, so asked when the answer is there
 */
public record KnownQuery(
    String name,
    String sql,
    List<Draws> draws,
    Duration timeout,
    Function<List<Object>, Answer> answer) {

  private static final int MOST_REMEMBERED = 10_000;

  public KnownQuery {
    draws = List.copyOf(draws);
  }

  /**
   * The queries of a scenario by their names there.
   *
   * @param demo the demo's queries
   */
  public static Map<String, KnownQuery> all(
      Map<String, QuerySpec> specs, Map<String, DemoRead> demo, Truth truth) {
    Map<String, KnownQuery> all = new LinkedHashMap<>();
    specs.forEach((name, spec) -> all.put(name, of(name, spec, demo, truth)));
    return all;
  }

  private static KnownQuery of(
      String name, QuerySpec spec, Map<String, DemoRead> demo, Truth truth) {
    if (spec.demo().isEmpty()) {
      return new KnownQuery(
          name, spec.sql(), draws(spec.parameters(), truth.dataset()), spec.timeout(), said(spec));
    }
    DemoRead read = Objects.requireNonNull(demo.get(spec.demo()));
    List<ParameterSpec> parameters =
        spec.parameters().isEmpty() ? read.parameters() : spec.parameters();
    Map<List<Object>, Answer> known = new ConcurrentHashMap<>();
    Function<List<Object>, Answer> answer = p -> new Answer.Rows(read.answer().apply(p, truth));
    return new KnownQuery(
        read.name(),
        read.sql(),
        draws(parameters, truth.dataset()),
        spec.timeout(),
        p -> known.size() < MOST_REMEMBERED ? known.computeIfAbsent(p, answer) : answer.apply(p));
  }

  private static List<Draws> draws(List<ParameterSpec> parameters, Dataset dataset) {
    return parameters.stream().map(spec -> Draws.of(spec, dataset)).toList();
  }

  /** What the scenario itself says about the answers. */
  private static Function<List<Object>, Answer> said(QuerySpec spec) {
    if (spec.stable()) {
      Map<List<Object>, Answer> first = new ConcurrentHashMap<>();
      return p -> first.computeIfAbsent(p, key -> new Answer.Same());
    }
    Answer answer =
        spec.rows().isPresent() ? new Answer.Count(spec.rows().getAsLong()) : new Answer.Any();
    return p -> answer;
  }

  Request request(SplittableRandom random, Account account) {
    List<Object> parameters = new ArrayList<>(draws.size());
    for (Draws draw : draws) {
      parameters.add(draw.next(random));
    }
    return new Request(
        name, sql, parameters, account, timeout, () -> answer.apply(List.copyOf(parameters)));
  }
}
