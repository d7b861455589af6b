package io.tiangong.conformance.slt;

import io.tiangong.conformance.placement.Placement;
import java.util.List;

/**
 * How one file went at one placement.
 *
 * @param passed queries with the expected answer
 * @param failures queries with another one
 * @param skipped what was not run
 */
public record SltResult(
    String file,
    Placement placement,
    int passed,
    List<Failure> failures,
    List<SltRecord.Skipped> skipped) {

  public SltResult {
    failures = List.copyOf(failures);
    skipped = List.copyOf(skipped);
  }

  /** A query, and how its answer differs. */
  public record Failure(SltRecord.Query query, String difference) {}
}
