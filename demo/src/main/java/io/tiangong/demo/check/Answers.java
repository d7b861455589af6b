package io.tiangong.demo.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares answers: exactly, DOUBLEs within a relative error of {@value #TOLERANCE}. */
public final class Answers {

  public static final double TOLERANCE = 1e-9;

  private Answers() {}

  /** The first difference; empty when there is none. */
  public static Optional<String> difference(
      List<List<@Nullable Object>> expected, List<List<@Nullable Object>> actual) {
    if (expected.size() != actual.size()) {
      return Optional.of("expected %d rows, got %d".formatted(expected.size(), actual.size()));
    }
    for (int row = 0; row < expected.size(); row++) {
      if (!equal(expected.get(row), actual.get(row))) {
        return Optional.of(
            "row %d: expected %s, got %s".formatted(row + 1, expected.get(row), actual.get(row)));
      }
    }
    return Optional.empty();
  }

  private static boolean equal(List<@Nullable Object> expected, List<@Nullable Object> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!equal(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof Double a && actual instanceof Double b) {
      return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }
    return Objects.equals(expected, actual);
  }
}
