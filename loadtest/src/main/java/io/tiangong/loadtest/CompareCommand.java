package io.tiangong.loadtest;

import io.tiangong.loadtest.result.Comparison;
import io.tiangong.spi.QueryException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code loadtest compare}: two runs of one scenario. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the figures of two runs side by side, and what makes them hard to compare.",
      "Exit code 2: a file is no result of a run."
    })
final class CompareCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "BEFORE.json")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER.json")
  private Path after = Path.of("");

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      List<Comparison.Line> lines = Comparison.of(before, after);
      Comparison.warnings(before, after).forEach(warning -> out.println("careful: " + warning));
      Comparison.print(lines, out);
      return 0;
    } catch (QueryException e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }
}
