package io.tiangong.loadtest.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
    for (Scenario scenario : scenarios) {
      progress.accept("warm-up: " + scenario.name());
      Round.run(scenario, warmUp);
    }
    Map<String, List<Round>> rounds = new LinkedHashMap<>();
    for (int i = 1; i <= count; i++) {
      progress.accept("round " + i + " of " + count);
      for (Scenario scenario : scenarios) {
        Round round = Round.run(scenario, each);
        rounds.computeIfAbsent(scenario.name(), name -> new ArrayList<>()).add(round);
      }
    }
    Map<String, Measurement> measured = new LinkedHashMap<>();
    for (Scenario scenario : scenarios) {
      List<Round> own = rounds.getOrDefault(scenario.name(), List.of());
      measured.put(scenario.name(), new Measurement(scenario, own));
    }
    return measured;
  }
}
