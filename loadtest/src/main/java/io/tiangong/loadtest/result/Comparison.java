package io.tiangong.loadtest.result;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two runs of one scenario, side by side. */
public final class Comparison {

  /**
   * A figure of both runs.
   *
   * @param name such as {@code p99}
   */
  public record Line(String name, double before, double after) {

    /** After by before; NaN when there was nothing before. */
    public double ratio() {
      return before == 0 ? Double.NaN : after / before;
    }
  }

  private static final List<String> FIGURES =
      List.of(
          "offered",
          "right",
          "wrong",
          "again",
          "errorRate",
          "achieved",
          "p50",
          "p95",
          "p99",
          "p999");

  private Comparison() {}

  /**
   * Reads two results.
   *
   * @throws QueryException with CONFIG_INVALID when one is no result of a run
   */
  public static List<Line> of(Path before, Path after) {
    Map<String, Object> first = Json.read(before);
    Map<String, Object> second = Json.read(after);
    Map<String, Double> left = figures(first, before);
    Map<String, Double> right = figures(second, after);
    List<Line> lines = new ArrayList<>();
    left.forEach(
        (name, value) -> {
          Double other = right.get(name);
          if (other != null) {
            lines.add(new Line(name, value, other));
          }
        });
    return lines;
  }

  /**
   * Why the figures should not be compared; empty: they may.
   *
   * <p>Even then the machine may have been busier in one run: the load averages are part of this.
   */
  public static List<String> warnings(Path before, Path after) {
    Map<String, Object> first = Json.read(before);
    Map<String, Object> second = Json.read(after);
    List<String> warnings = new ArrayList<>();
    for (String key : List.of("name", "seed", "arrivals")) {
      differ(warnings, key, first.get(key), second.get(key));
    }
    for (String key : List.of("cores", "java", "load average before")) {
      differ(warnings, key, fact(first, key), fact(second, key));
    }
    for (Map<String, Object> run : List.of(first, second)) {
      if (run.get("problems") instanceof List<?> problems && !problems.isEmpty()) {
        warnings.add("a run is invalid: " + problems);
      }
    }
    return warnings;
  }

  private static void differ(
      List<String> warnings, String key, @Nullable Object first, @Nullable Object second) {
    if (!String.valueOf(first).equals(String.valueOf(second))) {
      warnings.add(key + " differs: " + first + " and " + second);
    }
  }

  private static @Nullable Object fact(Map<String, Object> run, String key) {
    return run.get("environment") instanceof Map<?, ?> facts ? facts.get(key) : null;
  }

  private static Map<String, Double> figures(Map<String, Object> run, Path file) {
    if (!(run.get("total") instanceof Map<?, ?> total)
        || !(run.get("cells") instanceof List<?> cells)) {
      throw new QueryException(ErrorCode.CONFIG_INVALID, file + " is no result of a run");
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    collect("", total, figures);
    for (Object cell : cells) {
      if (cell instanceof Map<?, ?> map) {
        collect(map.get("phase") + ", " + map.get("kind") + ": ", map, figures);
      }
    }
    return figures;
  }

  private static void collect(String prefix, Map<?, ?> counts, Map<String, Double> figures) {
    for (String key : FIGURES) {
      if (counts.get(key) instanceof Number number) {
        figures.put(prefix + key, number.doubleValue());
      }
    }
  }

  public static void print(List<Line> lines, PrintStream out) {
    out.printf("%-60s %14s %14s %8s%n", "", "before", "after", "ratio");
    for (Line line : lines) {
      out.printf(
          Locale.ROOT,
          "%-60s %,14.3f %,14.3f %8s%n",
          line.name(),
          line.before(),
          line.after(),
          Double.isNaN(line.ratio()) ? "" : String.format(Locale.ROOT, "%.2f", line.ratio()));
    }
  }
}
