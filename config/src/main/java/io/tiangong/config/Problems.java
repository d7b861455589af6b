package io.tiangong.config;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** Everything that is wrong with one file. For one thread. */
public final class Problems {

  private record Problem(int line, String message) {}

  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param file what the problems call it
   */
  public Problems(String file) {
    this.file = file;
  }

  void add(Node place, String message) {
    add(place.getStartMark().getLine() + 1, message);
  }

  /**
   * Notes a problem.
   *
   * @param line from 1
   */
  public void add(int line, String message) {
    problems.add(new Problem(line, message));
  }

  /**
   * Throws all problems as one error, each as {@code file:line: message}, in the order of lines.
   *
   * @throws QueryException with CONFIG_INVALID, unless there is none
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new QueryException(
          ErrorCode.CONFIG_INVALID,
          problems.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(problem -> file + ":" + problem.line() + ": " + problem.message())
              .collect(Collectors.joining("\n")));
    }
  }
}
