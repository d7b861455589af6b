package io.tiangong.loadtest.peers;

import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.load.Progress;
import io.tiangong.loadtest.bench.Measurement;
import io.tiangong.loadtest.bench.Operation;
import io.tiangong.loadtest.bench.Rounds;
import io.tiangong.loadtest.bench.Scenario;
import io.tiangong.loadtest.fleet.Fleet;
import io.tiangong.loadtest.fleet.FleetSettings;
import io.tiangong.loadtest.machine.Machine;
import io.tiangong.loadtest.scenario.ServerSpec;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One run of {@code bench compare}: the same data, machine and minutes for all peers.
 *
 * @param queries names, such as {@code Q1}
 * @param peers names; the gateway always takes part
 * @param threads of the measurement of throughput
 * @param scale of TPC-H
 * @param demoScale of the demo's data
 * @param trinoJdk the JDK that Trino runs on
 */
public record PeersRun(
    Path root,
    List<String> queries,
    List<String> peers,
    Rounds rounds,
    int threads,
    double scale,
    double demoScale,
    Path trinoJdk,
    Progress progress,
    PrintStream out) {

  /** Peers that take part unless others are named. */
  public static final List<String> USUAL_PEERS =
      List.of("direct", "hand", "calcite", "shardingsphere");

  /** Peers that may be named. */
  public static final List<String> PEERS =
      List.of("direct", "hand", "calcite", "shardingsphere", "trino");

  private static final long SEED = 42;

  /** Measures and prints; whether all peers gave the same answers. */
  public boolean passes() throws Exception {
    ServerSpec servers = new ServerSpec(true, demoScale, SEED, 1, false, "");
    FleetSettings settings =
        new FleetSettings(root, servers, Set.of(), List.of(), TpchData.tables(scale));
    try (Fleet fleet = Fleet.start(settings, progress)) {
      List<Peer> all = open(fleet, settings);
      try {
        return compare(fleet, all);
      } finally {
        for (Peer peer : all) {
          peer.close();
        }
      }
    }
  }

  private List<Peer> open(Fleet fleet, FleetSettings settings) throws Exception {
    Sources sources = new Sources(fleet.endpoints());
    List<Peer> all = new ArrayList<>();
    all.add(new GatewayPeer(fleet.endpoints().gateways().get(0)));
    for (String name : peers) {
      progress.say("peers", "opening " + name);
      all.add(
          switch (name) {
            case "direct" -> new DirectPeer(sources);
            case "hand" -> new HandPeer(sources);
            case "calcite" -> CalcitePeer.open(sources, settings.directory());
            case "shardingsphere" ->
                ShardingSpherePeer.open(sources, settings.root(), settings.directory());
            case "trino" ->
                TrinoPeer.open(sources, settings.root(), settings.directory(), trinoJdk);
            default -> throw new IllegalArgumentException("there is no peer " + name);
          });
    }
    return all;
  }

  private boolean compare(Fleet fleet, List<Peer> all) throws SQLException, InterruptedException {
    List<Scenario> scenarios = new ArrayList<>();
    Map<PeerQuery, List<String>> wrong = new LinkedHashMap<>();
    for (String name : queries) {
      PeerQuery query = PeerQuery.valueOf(name);
      List<Peer> able = new ArrayList<>();
      List<String> differing = new ArrayList<>();
      agree(query, all, able, differing);
      wrong.put(query, differing);
      for (Peer peer : able) {
        scenarios.add(scenario(query, peer, 1));
        scenarios.add(scenario(query, peer, threads));
      }
    }
    String before = Machine.load();
    Map<String, Measurement> measured =
        rounds.run(scenarios, line -> progress.say("bench", line), () -> cpuSeconds(fleet, all));
    new PeersReport(measured, all, wrong, threads, rounds.count(), before).print(out);
    return wrong.values().stream().allMatch(List::isEmpty);
  }

  /** Sorts peers into those that give the gateway's answer and those that don't. */
  private void agree(PeerQuery query, List<Peer> all, List<Peer> able, List<String> differing)
      throws SQLException {
    long parameter = parameter(query, new SplittableRandom(SEED));
    List<List<String>> expected = List.of();
    for (Peer peer : all) {
      Optional<Peer.Read> read = peer.read(query);
      if (read.isEmpty()) {
        continue;
      }
      List<List<String>> rows = CanonicalRows.of(read.get().rows(parameter));
      if (peer == all.get(0)) {
        expected = rows;
      }
      if (rows.equals(expected) && !rows.isEmpty()) {
        able.add(peer);
      } else {
        differing.add(peer.name() + " answers " + rows + ", the gateway " + expected);
      }
    }
  }

  /** Each thread keeps its connection and its prepared statement through all rounds. */
  private Scenario scenario(PeerQuery query, Peer peer, int threadCount) {
    Map<Integer, Operation> opened = new HashMap<>();
    return new Scenario(
        PeersReport.name(query, peer, threadCount),
        threadCount,
        thread -> opened.computeIfAbsent(thread, t -> operation(query, peer, t)));
  }

  private Operation operation(PeerQuery query, Peer peer, int thread) {
    SplittableRandom random = new SplittableRandom(SEED + thread);
    try {
      Peer.Read read = peer.read(query).orElseThrow();
      return () -> {
        if (read.rows(parameter(query, random)).isEmpty() && query != PeerQuery.Q3) {
          throw new IllegalStateException(peer.name() + " found nothing for " + query);
        }
      };
    } catch (SQLException e) {
      throw new IllegalStateException(peer.name() + " can't be asked " + query, e);
    }
  }

  /**
   * Keys that exist: TPC-H uses eight of every 32 order keys, and no customer of a multiple of 3.
   */
  private long parameter(PeerQuery query, SplittableRandom random) {
    return switch (query) {
      case Q1 -> {
        long order = 1 + random.nextLong((long) (1_500_000 * scale));
        yield order / 8 * 32 + order % 8;
      }
      case Q3 -> 1 + 3 * random.nextLong((long) (50_000 * scale));
      case Q5 ->
          Dataset.FIRST_ORDER_ID + random.nextLong(new Dataset(SEED, demoScale).orderCount());
      case Q2, Q4, Q6 -> 0;
    };
  }

  /** Of the client with the peers in it, the gateway and the sources. */
  private static double cpuSeconds(Fleet fleet, List<Peer> peers) {
    return peers.stream()
            .mapToDouble(peer -> peer.pid().stream().mapToDouble(Machine::cpuSeconds).sum())
            .sum()
        + Machine.cpuSeconds(ProcessHandle.current().pid())
        + fleet.servers().values().stream()
            .mapToDouble(server -> Machine.cpuSeconds(server.pid()))
            .sum();
  }
}
