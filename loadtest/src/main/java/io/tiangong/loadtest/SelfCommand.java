package io.tiangong.loadtest;

import io.tiangong.loadtest.selftest.SelfRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loadtest self}: what the generator can send. */
@Command(
    name = "self",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the generator against a gRPC service that does nothing, in a JVM of its own on this",
      "machine. Exit code 1: it did not keep to its schedule."
    })
final class SelfCommand implements Callable<Integer> {

  @Option(names = "--rate", defaultValue = "20500", description = "Per second (${DEFAULT-VALUE}).")
  private double rate;

  @Option(names = "--seconds", defaultValue = "10", description = "Counted (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--warm-up", defaultValue = "15", description = "Seconds (${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(names = "--connections", defaultValue = "2", description = "(${DEFAULT-VALUE})")
  private int connections;

  @Override
  public Integer call() throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    SelfRun run =
        new SelfRun(rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), connections);
    return run.passes(out) ? 0 : 1;
  }
}
