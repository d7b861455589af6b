package io.tiangong.dialect.catalog;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is wrong with a catalog, so that all of it can be told at once. */
final class CatalogProblems {

  private static final Comparator<Problem> READING_ORDER =
      Comparator.comparing((Problem p) -> p.at().file())
          .thenComparing(p -> p.at().line())
          .thenComparing(p -> p.at().column());

  private final List<Problem> problems = new ArrayList<>();

  private record Problem(SourcePlace at, String message) {
    @Override
    public String toString() {
      return at + ": " + message;
    }
  }

  void add(SourcePlace at, String message) {
    problems.add(new Problem(at, message));
  }

  void throwIfAny() {
    problems.sort(READING_ORDER);
    throwIfAny(problems);
  }

  /** Throws one CATALOG_INVALID that lists all of {@code problems}, one a line. */
  static void throwIfAny(List<?> problems) {
    if (problems.isEmpty()) {
      return;
    }
    StringBuilder message = new StringBuilder("the catalog has ");
    message.append(problems.size()).append(problems.size() == 1 ? " problem:" : " problems:");
    problems.forEach(problem -> message.append('\n').append(problem));
    throw new QueryException(ErrorCode.CATALOG_INVALID, message.toString())
        .with("problems", String.valueOf(problems.size()));
  }
}
