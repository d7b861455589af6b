package io.tiangong.conformance.slt;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Queries of the suite that are not run, each with its reason. This is the one place where a query
 * that the file wants run is left out.
 */
enum KnownDifference {
  BINARY_AND_NUMBERS(
      "TgSQL refuses to compare VARBINARY with INTEGER, by design",
      "(?s)SELECT x'[0-9a-f]*' (NOT )?IN \\(SELECT.*");

  private final String reason;

  @SuppressWarnings("ImmutableEnumChecker") // a Pattern is immutable
  private final Pattern query;

  KnownDifference(String reason, String query) {
    this.reason = reason;
    this.query = Pattern.compile(query);
  }

  String reason() {
    return reason;
  }

  static Optional<KnownDifference> of(String sql) {
    return Arrays.stream(values()).filter(d -> d.query.matcher(sql).matches()).findFirst();
  }
}
