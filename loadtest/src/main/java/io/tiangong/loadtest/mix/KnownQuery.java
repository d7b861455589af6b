package io.tiangong.loadtest.mix;

import io.tiangong.demo.dataset.Dataset;
import io.tiangong.loadtest.door.Request;
import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.scenario.ParameterSpec;
import io.tiangong.loadtest.scenario.QuerySpec;
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
import java.util.function.LongUnaryOperator;

/**
 * A query with the draws of its parameters and what is known of its answers.
 *
 * @param answer what must come; costly, so asked when the answer is there
 */
public record KnownQuery(
    String name, String sql, List<Draws> draws, Duration timeout, Expectation answer) {

  /** What must come. */
  @FunctionalInterface
  public interface Expectation {

    /**
     * @param sent {@link System#nanoTime} at which the request was made
     */
    Answer of(List<Object> parameters, long sent);
  }

  private static final int MOST_REMEMBERED = 10_000;

  public KnownQuery {
    draws = List.copyOf(draws);
  }

  /**
   * The queries of a scenario by their names there.
   *
   * @param demo the demo's queries
   * @param heartbeat what the primary's heartbeat was at a moment
   */
  public static Map<String, KnownQuery> all(
      Map<String, QuerySpec> specs,
      Map<String, DemoRead> demo,
      Truth truth,
      LongUnaryOperator heartbeat) {
    Map<String, KnownQuery> all = new LinkedHashMap<>();
    specs.forEach(
        (name, spec) ->
            all.put(
                name,
                spec.demo().isEmpty()
                    ? own(name, spec, truth.dataset(), said(spec, heartbeat))
                    : of(spec, demo, truth)));
    return all;
  }

  private static KnownQuery own(
      String name, QuerySpec spec, Dataset dataset, Expectation expectation) {
    return new KnownQuery(
        name, spec.sql(), draws(spec.parameters(), dataset), spec.timeout(), expectation);
  }

  private static KnownQuery of(QuerySpec spec, Map<String, DemoRead> demo, Truth truth) {
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
        (p, sent) ->
            known.size() < MOST_REMEMBERED ? known.computeIfAbsent(p, answer) : answer.apply(p));
  }

  private static List<Draws> draws(List<ParameterSpec> parameters, Dataset dataset) {
    return parameters.stream().map(spec -> Draws.of(spec, dataset)).toList();
  }

  /** What the scenario itself says about the answers. */
  private static Expectation said(QuerySpec spec, LongUnaryOperator heartbeat) {
    if (!spec.fresh().isZero()) {
      long behind = spec.fresh().toNanos();
      return (p, sent) -> new Answer.AtLeast(heartbeat.applyAsLong(sent - behind));
    }
    if (spec.stable()) {
      Map<List<Object>, Answer> first = new ConcurrentHashMap<>();
      return (p, sent) -> first.computeIfAbsent(p, key -> new Answer.Same());
    }
    Answer answer =
        spec.rows().isPresent() ? new Answer.Count(spec.rows().getAsLong()) : new Answer.Any();
    return (p, sent) -> answer;
  }

  Request request(SplittableRandom random, Account account) {
    List<Object> parameters = new ArrayList<>(draws.size());
    for (Draws draw : draws) {
      parameters.add(draw.next(random));
    }
    long sent = System.nanoTime();
    List<Object> values = List.copyOf(parameters);
    return new Request(name, sql, values, account, timeout, () -> answer.of(values, sent));
  }
}
