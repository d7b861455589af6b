package io.tiangong.loadtest.scenario;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** Everything that is wrong with one scenario. */
final class Problems {

  private record Problem(int line, String message) {}

  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node place, String message) {
    add(place.getStartMark().getLine() + 1, message);
  }

  void add(int line, String message) {
    problems.add(new Problem(line, message));
  }

  /** Throws all of them as one error, in the order of lines. */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new QueryException(
          ErrorCode.CONFIG_INVALID,
          problems.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(problem -> file + ":" + problem.line() + ": " + problem.message())
              .collect(Collectors.joining("\n", "the scenario can't be run:\n", "")));
    }
  }
}
