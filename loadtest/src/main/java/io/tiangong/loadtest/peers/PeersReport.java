package io.tiangong.loadtest.peers;

import io.tiangong.loadtest.bench.Measurement;
import io.tiangong.loadtest.machine.Machine;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one comparison.
 *
 * @param measured by {@link #name}
 * @param peers in the order of columns
 * @param wrong what peers answered differently
 * @param before the machine's load
 */
record PeersReport(
    Map<String, Measurement> measured,
    List<Peer> peers,
    Map<PeerQuery, List<String>> wrong,
    int threads,
    int rounds,
    String before) {

  static String name(PeerQuery query, Peer peer, int threads) {
    return query + " " + peer.name() + " ×" + threads;
  }

  void print(PrintStream out) {
    out.printf(
        "%nsame data, machine and minutes; medians of %d interleaved rounds, warm, closed loop;"
            + " latency with one thread, throughput with %d; CPU of client, gateway and sources"
            + " together%n%s before, %s after%n",
        rounds, threads, before, Machine.load());
    peers.forEach(peer -> out.println("  " + peer.name() + ": " + peer.mode()));
    wrong.forEach((query, differing) -> print(out, query, differing));
  }

  private void print(PrintStream out, PeerQuery query, List<String> differing) {
    out.printf("%n%s  %s%n", query, query.title());
    out.printf(
        "    %-16s %10s %10s %12s %12s %22s%n",
        "", "p50 ms", "p99 ms", "req/s", "CPU ms", "gateway ÷ it (p50, req/s)");
    Measurement gateway = measured.get(name(query, peers.get(0), 1));
    Measurement gatewayMany = measured.get(name(query, peers.get(0), threads));
    for (Peer peer : peers) {
      Measurement one = measured.get(name(query, peer, 1));
      Measurement many = measured.get(name(query, peer, threads));
      if (one != null && many != null) {
        out.printf(
            Locale.ROOT,
            "    %-16s %,10.3f %,10.3f %,12.1f %,12.3f %22s%n",
            peer.name(),
            one.p50Micros() / 1e3,
            one.p99Micros() / 1e3,
            many.perSecond(),
            one.cpuMicros() / 1e3,
            ratio(gateway, gatewayMany, one, many));
      }
    }
    differing.forEach(text -> out.println("    WRONG: " + text));
  }

  private static String ratio(
      @Nullable Measurement gateway,
      @Nullable Measurement gatewayMany,
      Measurement one,
      Measurement many) {
    if (gateway == null || gatewayMany == null || gateway.equals(one)) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%.3g, %.3g",
        gateway.p50Micros() / one.p50Micros(),
        gatewayMany.perSecond() / many.perSecond());
  }
}
