package io.tiangong.conformance.slt;

import io.tiangong.conformance.placement.Placement;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Queries of the suite that are not run, each with its reason: by design, or because of a finding
 * that is not mended yet. This is the one place where a query that the file wants run is left out.
 */
enum KnownDifference {
  BINARY_AND_NUMBERS(
      "TgSQL refuses to compare VARBINARY with INTEGER, by design",
      matching("(?s)SELECT x'[0-9a-f]*' (NOT )?IN \\(SELECT.*")),
  NULL_IN_SUBQUERY(
      "finding P2: NULL IN a sub-query on MySQL",
      matching("(?s)SELECT null (NOT )?IN \\(SELECT.*").and(at(Placement.MYSQL)));

  private final String reason;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing mutable
  private final BiPredicate<String, Placement> hits;

  KnownDifference(String reason, BiPredicate<String, Placement> hits) {
    this.reason = reason;
    this.hits = hits;
  }

  String reason() {
    return reason;
  }

  static Optional<KnownDifference> of(String sql, Placement placement) {
    return Arrays.stream(values()).filter(d -> d.hits.test(sql, placement)).findFirst();
  }

  private static BiPredicate<String, Placement> matching(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return (sql, placement) -> pattern.matcher(sql).matches();
  }

  private static BiPredicate<String, Placement> at(Placement wanted) {
    return (sql, placement) -> placement == wanted;
  }
}
