package io.tiangong.spi;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the real name that a misspelt one most probably stands for. */
public final class NearestName {

  private NearestName() {}

  /**
   * The candidate with the fewest typing errors (insert, drop, change, swap neighbours), without
   * regard to case, and of several the first in the order of names; empty when none is near: more
   * than one error in three characters.
   */
  public static Optional<String> of(String wanted, Iterable<String> candidates) {
    String name = wanted.toLowerCase(Locale.ROOT);
    int best = Math.max(1, name.length() / 3) + 1;
    @Nullable String nearest = null;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - name.length()) > best) {
        continue;
      }
      int errors = distance(name, candidate.toLowerCase(Locale.ROOT));
      boolean nearer = errors < best || (errors == best && isBefore(candidate, nearest));
      if (nearer && errors < candidate.length()) {
        best = errors;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static boolean isBefore(String candidate, @Nullable String nearest) {
    return nearest != null && candidate.compareTo(nearest) < 0;
  }

  /** For messages: {@code "; did you mean x?"} or nothing. */
  public static String hint(String wanted, Iterable<String> candidates) {
    return of(wanted, candidates).map(n -> "; did you mean " + n + "?").orElse("");
  }

  /** Damerau-Levenshtein, each neighbouring pair swapped at most once. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
