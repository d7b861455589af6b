package io.tiangong.gateway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a misspelt one probably meant. */
final class Nearest {

  private Nearest() {}

  /** The candidate with the fewest edits, if they are few. */
  static Optional<String> to(String name, Collection<String> candidates) {
    int tolerated = Math.max(2, name.length() / 3);
    return candidates.stream()
        .filter(candidate -> edits(name, candidate) <= tolerated)
        .min(Comparator.comparingInt(candidate -> edits(name, candidate)));
  }

  /** Levenshtein distance. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
