package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.answer.Answer;
import io.tiangong.conformance.answer.Comparison;
import io.tiangong.conformance.fuzz.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs one query in every way and compares. For one thread. */
final class Check {

  private static final Set<String> TRANSIENT = Set.of("SOURCE_UNAVAILABLE", "DEADLINE_EXCEEDED");

  private final Fleet fleet;
  private final Oracle oracle;

  Check(Fleet fleet, Oracle oracle) {
    this.fleet = fleet;
    this.oracle = oracle;
  }

  /**
   * How it went.
   *
   * @param runs of the gateway
   * @param oracle whether DuckDB was asked with success
   */
  record Outcome(int runs, boolean oracle, List<Disagreement> disagreements) {}

  Outcome run(Query query, List<Variant> variants) {
    Optional<Answer> asked = oracle.answer(query);
    Answer expected = asked.orElse(null);
    List<Disagreement> disagreements = new ArrayList<>();
    for (Variant variant : variants) {
      Answer found = answer(query, variant);
      if (expected == null) {
        expected = found;
      }
      Answer reference = expected;
      Comparison.difference(reference, found, query.isTotallyOrdered())
          .map(d -> new Disagreement(query, reference, variant, found, d))
          .ifPresent(disagreements::add);
    }
    return new Outcome(variants.size(), asked.isPresent(), disagreements);
  }

  /** A busy machine may keep a source from answering in time; a wrong answer stays wrong. */
  private Answer answer(Query query, Variant variant) {
    Answer first = fleet.answer(query, variant);
    return TRANSIENT.contains(first.kind()) ? fleet.answer(query, variant) : first;
  }

  /** A smaller query that disagrees in the same way. */
  Disagreement shrink(Disagreement disagreement) {
    return new Shrinker(
            query ->
                run(query, referenceAnd(disagreement.variant())).disagreements().stream()
                    .filter(disagreement::isLike)
                    .findFirst())
        .shrink(disagreement);
  }

  private static List<Variant> referenceAnd(Variant variant) {
    Variant first = Variant.all(variant.spread()).get(0);
    return variant.equals(first) ? List.of(variant) : List.of(first, variant);
  }
}
