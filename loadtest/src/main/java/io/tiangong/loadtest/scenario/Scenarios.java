package io.tiangong.loadtest.scenario;

import io.tiangong.config.Problems;
import io.tiangong.config.Section;
import io.tiangong.config.TextFile;
import io.tiangong.loadtest.engine.Spacing;
import io.tiangong.spi.QueryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads scenarios. */
public final class Scenarios {

  private static final long SEED = 1;
  private static final long MOST_UNDER_WAY = 2_000;
  private static final Duration DRAIN = Duration.ofSeconds(15);

  private final Set<String> demoQueries;
  private final boolean anyTarget;

  /**
   * @param demoQueries names of the queries whose answers are known
   * @param anyTarget whether load may leave this machine
   */
  public Scenarios(Set<String> demoQueries, boolean anyTarget) {
    this.demoQueries = demoQueries;
    this.anyTarget = anyTarget;
  }

  /**
   * Reads a file.
   *
   * @throws QueryException with CONFIG_INVALID listing every problem with its line
   */
  public Scenario load(Path file) {
    return parse(file.toString(), TextFile.read(file));
  }

  /**
   * Reads a text.
   *
   * @param name what problems call it
   * @throws QueryException with CONFIG_INVALID listing every problem with its line
   */
  public Scenario parse(String name, String yaml) {
    Problems problems = new Problems(name);
    Section root = Section.of(yaml, problems);
    problems.throwIfAny();
    if (root.isEmpty()) {
      problems.add(1, "the scenario is empty");
    }
    Scenario scenario = read(root);
    problems.throwIfAny();
    return scenario;
  }

  private Scenario read(Section root) {
    ServerSpec servers = ServerSpec.read(root);
    Map<String, TargetSpec> targets = root.map("targets", (name, f) -> target(f, servers));
    Map<String, QuerySpec> queries = QuerySpec.readAll(root, demoQueries, servers);
    Map<String, Account> accounts =
        root.map("accounts", (name, fields) -> Account.read(name, fields, servers));
    List<MixEntry> mix =
        root.list("mix", fields -> MixEntry.read(fields, queries, targets, accounts));
    List<PhaseSpec> phases = root.list("phases", PhaseSpec::read);
    List<FaultSpec> faults = root.list("faults", fields -> FaultSpec.read(fields, servers));
    List<ThresholdSpec> thresholds =
        root
            .list(
                "thresholds",
                fields ->
                    ThresholdSpec.read(
                        fields, queries, targets, accounts, phase -> has(phases, phase)))
            .stream()
            .flatMap(List::stream)
            .toList();
    Scenario scenario =
        new Scenario(
            root.required("name", "?", root.text("name")),
            root.text("about", ""),
            root.value("seed", Units::number, "a whole number").orElse(SEED),
            root.choice("arrivals", ParameterSpec.names(Spacing.values())).orElse(Spacing.POISSON),
            servers,
            targets,
            queries,
            accounts,
            mix,
            phases,
            faults,
            thresholds,
            root.value("most-under-way", Units::count, Units.A_COUNT)
                .orElse(MOST_UNDER_WAY)
                .intValue(),
            root.duration("drain", DRAIN));
    root.finish();
    check(root, scenario);
    return scenario;
  }

  private TargetSpec target(Section fields, ServerSpec servers) {
    TargetSpec target = TargetSpec.read(fields);
    boolean own = target.kind() == TargetKind.NO_OP;
    if (target.addresses().isEmpty() && !servers.started() && !own) {
      fields.problem(
          "there is no server for it: give 'addresses', or 'servers' for the run to start");
    }
    if (!anyTarget && !target.isLoopback()) {
      fields.problem(
          target.addresses()
              + " is not on this machine; load goes to loopback only, unless --target-is-mine is"
              + " given");
    }
    return target;
  }

  private static boolean has(List<PhaseSpec> phases, String name) {
    return phases.stream().anyMatch(phase -> phase.name().equals(name));
  }

  private static void check(Section root, Scenario scenario) {
    Map.of(
            "targets", scenario.targets().isEmpty(),
            "queries", scenario.queries().isEmpty(),
            "mix", scenario.mix().isEmpty(),
            "phases", scenario.phases().isEmpty())
        .forEach(
            (key, missing) -> {
              if (missing) {
                root.problem("'" + key + "' is missing");
              }
            });
    Account.checkAll(root, scenario.accounts(), scenario.servers());
    Duration whole = scenario.duration();
    for (FaultSpec fault : scenario.faults()) {
      if (fault.at().compareTo(whole) >= 0) {
        root.problem("the fault '" + fault.label() + "' comes after the end, " + whole);
      }
      if (fault.kind() == FaultSpec.Kind.CLOCK_SKEW && !scenario.hasTokenThatExpires()) {
        root.problem(
            "the fault '" + fault.label() + "' needs an account with 'token' and 'token-life'");
      }
    }
  }
}
