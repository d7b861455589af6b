package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.answer.Answer;
import io.tiangong.conformance.fuzz.query.Query;

/**
 * A query whose answer differs from what is expected.
 *
 * @param expected the oracle's answer, or the first variant's where the oracle has none
 * @param variant that gave the other answer
 */
record Disagreement(
    Query query, Answer expected, Variant variant, Answer found, String difference) {

  /** What stays the same while the query is reduced. */
  boolean isLike(Disagreement other) {
    return expected.kind().equals(other.expected.kind()) && found.kind().equals(other.found.kind());
  }
}
