package io.tiangong.loadtest;

import io.tiangong.loadtest.plan.PlanRun;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench plan}: the planner alone, stage by stage. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Measures parsing, validating, optimising and rendering of a join of three sources,",
      "with a catalog of a few and of 10,000 tables. No server is started.",
      "Exit code 1: a bar was missed."
    })
final class PlanCommand implements Callable<Integer> {

  @Option(
      names = "--seconds",
      defaultValue = "1",
      description = "Of each of five counted iterations (${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() throws RunnerException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    return new PlanRun(seconds, out).passes() ? 0 : 1;
  }
}
