package io.tiangong.loadtest.plan;

import io.tiangong.loadtest.bench.Bar;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One whole run of {@code bench plan}.
 *
 * @param seconds of each of five counted iterations, after ten for warming up
 */
public record PlanRun(int seconds, PrintStream out) {

  private static final int WARM_UPS = 10;
  private static final int ITERATIONS = 5;
  private static final List<String> STAGES = List.of("parse", "validate", "optimise", "render");
  private static final String FOUND = "find";
  private static final String FEW = "0";
  private static final String MANY = "10000";
  private static final double MEDIAN = 50;
  private static final double MAX_MILLIS = 10;
  private static final double MAX_GROWTH = 1.2;
  private static final double MAX_FOUND_MILLIS = 0.2;

  /** Measures and prints; whether every bar was reached. */
  public boolean passes() throws RunnerException {
    out.println(
        "planning a join of three sources that no cache knows, with JMH: "
            + 2 * (STAGES.size() + 1) * (WARM_UPS + ITERATIONS) * seconds
            + " s …");
    Map<String, Map<String, Double>> medians = new HashMap<>();
    for (RunResult result : new Runner(options()).run()) {
      String tables = result.getParams().getParam("tables");
      String stage = result.getPrimaryResult().getLabel();
      double median = result.getPrimaryResult().getStatistics().getPercentile(MEDIAN);
      medians.computeIfAbsent(tables, t -> new HashMap<>()).put(stage, median);
    }
    print(medians.getOrDefault(FEW, Map.of()), medians.getOrDefault(MANY, Map.of()));
    List<Bar> bars = bars(medians);
    out.println();
    bars.forEach(out::println);
    return bars.stream().allMatch(Bar::passes);
  }

  private Options options() {
    return new OptionsBuilder()
        .include(PlanBenchmark.class.getName())
        .forks(1)
        .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx1g")
        .warmupIterations(WARM_UPS)
        .warmupTime(TimeValue.seconds(seconds))
        .measurementIterations(ITERATIONS)
        .measurementTime(TimeValue.seconds(seconds))
        .verbosity(VerboseMode.SILENT)
        .build();
  }

  private void print(Map<String, Double> few, Map<String, Double> many) {
    out.printf("%n%-24s %16s %16s%n", "median ms", "3 tables", "+ 10,000 tables");
    String before = "";
    for (String stage : STAGES) {
      out.println(
          line(stage, of(few, stage) - of(few, before), of(many, stage) - of(many, before)));
      before = stage;
    }
    out.println(line("whole plan", of(few, before), of(many, before)));
    out.println(line("found in the cache", of(few, FOUND), of(many, FOUND)));
  }

  private static String line(String name, double few, double many) {
    return String.format(Locale.ROOT, "%-24s %16.3f %16.3f", name, few, many);
  }

  private static double of(Map<String, Double> medians, String stage) {
    return medians.getOrDefault(stage, 0.0);
  }

  private static List<Bar> bars(Map<String, Map<String, Double>> medians) {
    double few = of(medians.getOrDefault(FEW, Map.of()), "render");
    double many = of(medians.getOrDefault(MANY, Map.of()), "render");
    return List.of(
        Bar.atMost("cold plan of a join of three sources, p50", few, "ms", MAX_MILLIS),
        Bar.atMost("the same with 10,000 tables more", many / few, "×", MAX_GROWTH),
        Bar.atMost(
            "from the text to a plan in the cache, p50",
            of(medians.getOrDefault(MANY, Map.of()), FOUND),
            "ms",
            MAX_FOUND_MILLIS));
  }
}
