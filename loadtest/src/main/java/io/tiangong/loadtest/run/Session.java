package io.tiangong.loadtest.run;

import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.load.Progress;
import io.tiangong.loadtest.door.Checks;
import io.tiangong.loadtest.door.Endpoints;
import io.tiangong.loadtest.door.Target;
import io.tiangong.loadtest.engine.Arrivals;
import io.tiangong.loadtest.engine.ClosedLoop;
import io.tiangong.loadtest.engine.Generator;
import io.tiangong.loadtest.engine.OpenLoop;
import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.engine.Recording;
import io.tiangong.loadtest.fleet.Faults;
import io.tiangong.loadtest.fleet.Fleet;
import io.tiangong.loadtest.fleet.FleetSettings;
import io.tiangong.loadtest.mix.KnownQuery;
import io.tiangong.loadtest.mix.MixWorkload;
import io.tiangong.loadtest.result.Outage;
import io.tiangong.loadtest.result.Outages;
import io.tiangong.loadtest.result.RunResult;
import io.tiangong.loadtest.result.Thresholds;
import io.tiangong.loadtest.scenario.FaultSpec;
import io.tiangong.loadtest.scenario.Scenario;
import io.tiangong.loadtest.scenario.TargetSpec;
import io.tiangong.loadtest.truth.DemoReads;
import io.tiangong.loadtest.truth.Truth;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The servers, doors and queries of a scenario, open for one or several schedules. */
public final class Session implements AutoCloseable {

  private static final int CAPACITY_UNDER_WAY = 64;
  private static final int WARM_UP_UNDER_WAY = 8;
  private static final Duration CAPACITY_WARM_UP = Duration.ofSeconds(8);
  private static final Duration CAPACITY_TIME = Duration.ofSeconds(4);
  private static final Duration LEAD = Duration.ofMillis(200);

  private final Scenario scenario;
  private final Progress progress;
  private final PrintStream terminal;
  private final Optional<Fleet> fleet;
  private final Checks checks = new Checks();
  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final Map<String, KnownQuery> queries;

  private Session(
      Scenario scenario, Optional<Fleet> fleet, Progress progress, PrintStream terminal) {
    this.scenario = scenario;
    this.fleet = fleet;
    this.progress = progress;
    this.terminal = terminal;
    Dataset dataset = new Dataset(scenario.servers().seed(), scenario.servers().scale());
    this.queries =
        KnownQuery.all(
            scenario.queries(),
            DemoReads.all(),
            new Truth(dataset),
            moment -> fleet.map(servers -> servers.heartbeat().committedBy(moment)).orElse(0L));
  }

  /**
   * Starts what the scenario needs.
   *
   * @param root of the built repository
   * @param terminal gets the progress bar
   */
  public static Session open(Scenario scenario, Path root, Progress progress, PrintStream terminal)
      throws IOException {
    Optional<Fleet> fleet =
        scenario.servers().started()
            ? Optional.of(Fleet.start(FleetSettings.of(root, scenario), progress))
            : Optional.empty();
    Session session = new Session(scenario, fleet, progress, terminal);
    try {
      session.openTargets();
      return session;
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private void openTargets() throws IOException {
    Endpoints servers = fleet.map(Fleet::endpoints).orElseGet(Endpoints::none);
    for (Map.Entry<String, TargetSpec> target : scenario.targets().entrySet()) {
      targets.put(target.getKey(), Target.open(target.getValue(), servers, checks));
    }
  }

  /** Right answers per second when many requests are always under way. */
  public double capacity() {
    progress.say("capacity", CAPACITY_UNDER_WAY + " requests under way, closed loop");
    int kinds = scenario.mix().size();
    ClosedLoop.warmUp(workload(), WARM_UP_UNDER_WAY, kinds, CAPACITY_WARM_UP);
    return ClosedLoop.capacity(workload(), CAPACITY_UNDER_WAY, kinds, CAPACITY_TIME);
  }

  private MixWorkload workload() {
    return new MixWorkload(scenario, targets, queries);
  }

  /** Runs the scenario as it is written. */
  public RunResult run() {
    double capacity = scenario.needsCapacity() ? capacity() : Double.NaN;
    return run(scenario.phases(capacity), scenario.faults(), capacity);
  }

  /** Runs another schedule of the same mix. */
  public RunResult run(List<Phase> phases, List<FaultSpec> faults, double capacity) {
    Map<String, String> environment = Environment.before();
    Recording recording = new Recording(phases, scenario.mix().size());
    OpenLoop loop =
        new OpenLoop(
            new Arrivals(phases, scenario.spacing(), scenario.seed()),
            workload(),
            recording,
            scenario.mostUnderWay(),
            scenario.drain());
    Duration whole = phases.stream().map(Phase::duration).reduce(Duration.ZERO, Duration::plus);
    fleet.ifPresent(servers -> servers.runEnds(Instant.now().plus(LEAD).plus(whole)));
    long begin = System.nanoTime() + LEAD.toNanos();
    Optional<Faults> chaos = fleet.map(servers -> new Faults(servers, progress));
    Sampler sampler = new Sampler(pids(), whole);
    Generator generator;
    try (Bar bar = new Bar(phases, recording, terminal, begin)) {
      chaos.ifPresent(made -> made.schedule(faults, begin));
      generator = loop.run(begin);
    } finally {
      sampler.close();
      chaos.ifPresent(Faults::close);
    }
    List<Outage> outages =
        Outages.of(
            chaos.map(Faults::happened).orElse(List.of()),
            recording.slices(),
            recording.sliceLength());
    return new RunResult(
        scenario,
        phases,
        recording,
        generator,
        capacity,
        outages,
        new Thresholds(scenario, phases, recording, outages).verdicts(),
        sampler.usage(),
        sampler.seconds(),
        chaos.map(Faults::failures).orElse(List.of()),
        Environment.after(environment, scenario));
  }

  private Map<String, LongSupplier> pids() {
    Map<String, LongSupplier> pids = new LinkedHashMap<>();
    fleet.ifPresent(servers -> servers.servers().forEach((name, s) -> pids.put(name, s::pid)));
    pids.put("generator", ProcessHandle.current()::pid);
    return pids;
  }

  @Override
  public void close() {
    targets.values().forEach(Target::close);
    checks.close();
    fleet.ifPresent(Fleet::close);
  }
}
