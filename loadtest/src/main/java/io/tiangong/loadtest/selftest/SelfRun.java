package io.tiangong.loadtest.selftest;

import io.tiangong.loadtest.bench.Bar;
import io.tiangong.loadtest.engine.Arrivals;
import io.tiangong.loadtest.engine.Counts;
import io.tiangong.loadtest.engine.Generator;
import io.tiangong.loadtest.engine.OpenLoop;
import io.tiangong.loadtest.engine.Phase;
import io.tiangong.loadtest.engine.Recording;
import io.tiangong.loadtest.engine.Spacing;
import io.tiangong.loadtest.machine.Machine;
import io.tiangong.loadtest.wire.Connections;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Measures what the generator itself can send: the machine's floor under every report.
 *
 * @param rate requests per second that it is asked for
 * @param counted how long, after a warm-up of the same rate
 */
public record SelfRun(double rate, Duration warmUp, Duration counted, int connections) {

  private static final int MOST_UNDER_WAY = 20_000;
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final long SEED = 7;

  /** Measures and prints; whether the generator kept up. */
  public boolean passes(PrintStream out) throws IOException {
    try (NoOpProcess server = NoOpProcess.start();
        Connections wire = Connections.open(List.of(server.target()), connections)) {
      measure(wire, Phase.constant("warm-up", warmUp, rate));
      double serverCpu = Machine.cpuSeconds(server.pid());
      String before = Machine.load();
      Result result = measure(wire, Phase.constant("counted", counted, rate));
      serverCpu = (Machine.cpuSeconds(server.pid()) - serverCpu) / result.seconds();
      out.printf(
          Locale.ROOT,
          "open loop, Poisson, %,.0f requests/s wanted, %d connections, no-op gRPC service in a JVM"
              + " of its own on the same machine%n%s before, %s after%n",
          rate,
          connections,
          before,
          Machine.load());
      return print(out, result, serverCpu);
    }
  }

  private record Result(Generator generator, Counts counts, double seconds) {}

  private Result measure(Connections wire, Phase phase) {
    List<Phase> phases = List.of(phase);
    Recording recording = new Recording(phases, 1);
    OpenLoop loop =
        new OpenLoop(
            new Arrivals(phases, Spacing.POISSON, SEED),
            new NoOpWorkload(wire),
            recording,
            MOST_UNDER_WAY,
            DRAIN);
    long begin = System.nanoTime();
    Generator generator = loop.run(begin);
    return new Result(generator, recording.of(0, 0), (System.nanoTime() - begin) / 1e9);
  }

  private boolean print(PrintStream out, Result result, double serverCpu) {
    Counts counts = result.counts();
    Generator generator = result.generator();
    out.printf(
        Locale.ROOT,
        "latency from the scheduled time: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms; failures %s%n"
            + "generator %.2f cores (sending thread %.0f %%), server %.2f cores; worst send %.1f ms"
            + " late%n",
        counts.millis(50),
        counts.millis(99),
        counts.millis(99.9),
        counts.failed(),
        generator.processCpu(),
        generator.senderCpu() * 100,
        serverCpu,
        generator.worstMillis());
    Bar rateBar = Bar.atLeast("answered", counts.right() / result.seconds(), "req/s", 0.98 * rate);
    Bar lateBar =
        Bar.atMost(
            "sends late by > " + Generator.LATE_MILLIS + " ms",
            generator.lateShare() * 100,
            "%",
            Generator.MOST_LATE * 100);
    out.println(rateBar);
    out.println(lateBar);
    generator.problems().forEach(problem -> out.println("INVALID as a measurement: " + problem));
    return rateBar.passes() && lateBar.passes() && generator.problems().isEmpty();
  }
}
