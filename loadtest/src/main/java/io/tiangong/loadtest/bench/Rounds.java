package io.tiangong.loadtest.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Runs scenarios interleaved: each round runs all of them once, so that what disturbs the machine
 * for a while disturbs the floors as well.
 *
 * @param count rounds that count
 * @param each how long a scenario runs in a round
 * @param warmUp how long each scenario runs before the rounds
 */
public record Rounds(int count, Duration each, Duration warmUp) {

  /**
   * @param progress told what happens
   * @return one measurement per scenario, by its name
   */
  public Map<String, Measurement> run(List<Scenario> scenarios, Consumer<String> progress)
      throws InterruptedException {
    return run(scenarios, progress, () -> 0);
  }

  /**
   * @param progress told what happens
   * @param cpuSeconds processor time that all processes concerned have used so far
   * @return one measurement per scenario, by its name
   */
  public Map<String, Measurement> run(
      List<Scenario> scenarios, Consumer<String> progress, DoubleSupplier cpuSeconds)
      throws InterruptedException {
    for (Scenario scenario : scenarios) {
      progress.accept("warm-up: " + scenario.name());
      Round.run(scenario, warmUp);
    }
    Map<String, List<Round>> rounds = new LinkedHashMap<>();
    for (int i = 1; i <= count; i++) {
      progress.accept("round " + i + " of " + count);
      for (Scenario scenario : scenarios) {
        double before = cpuSeconds.getAsDouble();
        Round measured = Round.run(scenario, each);
        Round round = measured.withCpu(cpuSeconds.getAsDouble() - before);
        rounds.computeIfAbsent(scenario.name(), name -> new ArrayList<>()).add(round);
      }
    }
    Map<String, Measurement> results = new LinkedHashMap<>();
    for (Scenario scenario : scenarios) {
      List<Round> own = rounds.getOrDefault(scenario.name(), List.of());
      results.put(scenario.name(), new Measurement(scenario, own));
    }
    return results;
  }
}
