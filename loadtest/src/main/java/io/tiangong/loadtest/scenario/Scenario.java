package io.tiangong.loadtest.scenario;

import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.engine.Spacing;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A whole load test.
 *
 * @param about what it shows, for the report
 * @param seed of arrivals and parameters
 * @param mostUnderWay bound of unanswered requests
 * @param drain how long answers are waited for after the last send
 */
public record Scenario(
    String name,
    String about,
    long seed,
    Spacing spacing,
    ServerSpec servers,
    Map<String, TargetSpec> targets,
    Map<String, QuerySpec> queries,
    Map<String, Account> accounts,
    List<MixEntry> mix,
    List<PhaseSpec> phases,
    List<FaultSpec> faults,
    List<ThresholdSpec> thresholds,
    int mostUnderWay,
    Duration drain) {

  public Scenario {
    targets = Map.copyOf(targets);
    queries = Map.copyOf(queries);
    accounts = Map.copyOf(accounts);
    mix = List.copyOf(mix);
    phases = List.copyOf(phases);
    faults = List.copyOf(faults);
    thresholds = List.copyOf(thresholds);
  }

  boolean hasTokenThatExpires() {
    return accounts.values().stream().anyMatch(account -> account.tokenLife().isPresent());
  }

  public boolean needsCapacity() {
    return phases.stream().anyMatch(PhaseSpec::needsCapacity);
  }

  /**
   * The schedule's phases with real rates.
   *
   * @param capacity requests per second
   */
  public List<Phase> phases(double capacity) {
    return phases.stream().flatMap(phase -> phase.phases(capacity).stream()).toList();
  }

  public Duration duration() {
    return phases(1).stream().map(Phase::duration).reduce(Duration.ZERO, Duration::plus);
  }

  /** The same with other phases and without faults. */
  public Scenario withPhases(List<PhaseSpec> others) {
    return new Scenario(
        name,
        about,
        seed,
        spacing,
        servers,
        targets,
        queries,
        accounts,
        mix,
        others,
        List.of(),
        List.of(),
        mostUnderWay,
        drain);
  }

  /** The same, its longest phase made longer or shorter so that the whole lasts so long. */
  public Scenario lasting(Duration whole) {
    PhaseSpec longest =
        phases.stream().max(Comparator.comparing(PhaseSpec::duration)).orElseThrow();
    int steps = longest.ramp() ? 1 : longest.rates().size();
    Duration rest = duration().minus(longest.duration().multipliedBy(steps));
    Duration left = whole.minus(rest).dividedBy(steps);
    if (left.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "the phases beside " + longest.name() + " last " + rest.toSeconds() + " s already");
    }
    List<PhaseSpec> changed =
        phases.stream()
            .map(
                phase ->
                    phase.equals(longest)
                        ? new PhaseSpec(
                            phase.name(), left, phase.rates(), phase.ramp(), phase.counted())
                        : phase)
            .toList();
    return new Scenario(
        name,
        about,
        seed,
        spacing,
        servers,
        targets,
        queries,
        accounts,
        mix,
        changed,
        faults,
        thresholds,
        mostUnderWay,
        drain);
  }
}
