package io.tiangong.conformance.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether two answers are the same: rows in any order unless the query gives one, doubles up to
 * their last digits, errors by code.
 */
public final class Comparison {

  private static final double TOLERANCE = 1e-9;
  private static final Comparator<List<@Nullable Object>> BY_TEXT =
      Comparator.comparing(Object::toString);

  private Comparison() {}

  /** What differs; empty: nothing. */
  public static Optional<String> difference(Answer expected, Answer found, boolean ordered) {
    if (!(expected instanceof Answer.Rows left) || !(found instanceof Answer.Rows right)) {
      return expected.kind().equals(found.kind())
          ? Optional.empty()
          : Optional.of(expected.kind() + " against " + found.kind());
    } else if (!left.types().isEmpty()
        && !right.types().isEmpty()
        && !left.types().equals(right.types())) {
      return Optional.of("types " + left.types() + " against " + right.types());
    } else if (left.rows().size() != right.rows().size()) {
      return Optional.of(left.rows().size() + " rows against " + right.rows().size());
    }
    boolean same =
        ordered ? inOrder(left.rows(), right.rows()) : inAnyOrder(left.rows(), right.rows());
    return same ? Optional.empty() : Optional.of("other rows");
  }

  private static boolean inOrder(
      List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
    for (int i = 0; i < left.size(); i++) {
      if (!sameRow(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean inAnyOrder(
      List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
    List<List<@Nullable Object>> sorted = sorted(left);
    if (inOrder(sorted, sorted(right))) {
      return true;
    }
    List<List<@Nullable Object>> rest = new ArrayList<>(right);
    for (List<@Nullable Object> row : left) {
      Optional<List<@Nullable Object>> match =
          rest.stream().filter(other -> sameRow(row, other)).findFirst();
      if (match.isEmpty()) {
        return false;
      }
      rest.remove(match.get());
    }
    return true;
  }

  private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> sorted = new ArrayList<>(rows);
    sorted.sort(BY_TEXT);
    return sorted;
  }

  private static boolean sameRow(List<@Nullable Object> left, List<@Nullable Object> right) {
    for (int i = 0; i < left.size(); i++) {
      if (!sameCell(left.get(i), right.get(i))) {
        return false;
      }
    }
    return left.size() == right.size();
  }

  private static boolean sameCell(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      double size = Math.max(Math.abs(a), Math.abs(b));
      return a.equals(b) || Math.abs(a - b) <= TOLERANCE * Math.max(size, TOLERANCE);
    }
    return left == null ? right == null : left.equals(right);
  }
}
