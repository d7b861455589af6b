package io.tiangong.loadtest;

import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.load.Progress;
import io.tiangong.demo.run.DemoSettings;
import io.tiangong.loadtest.serve.ServeRun;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench serve}: the gateway beside its floors, in one run. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts the demo's servers on free ports and measures the gateway over them, interleaved with",
      "its floors: a call that does nothing, and the drivers alone. Exit code 1: a bar was missed."
    })
final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Data of its own (default: .tiangong/bench in the repository).")
  private @Nullable Path directory;

  @Mixin private RoundsOptions rounds = new RoundsOptions(2, 8);

  @Option(
      names = "--scale",
      defaultValue = "1",
      description = "1 is 100,000 orders (${DEFAULT-VALUE}).")
  private double scale;

  @Option(names = "--seed", defaultValue = "42", description = "Of the data (${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path root = Path.of(System.getProperty("tiangong.root", "."));
    Path own = directory == null ? root.resolve(".tiangong").resolve("bench") : directory;
    ServeRun run =
        new ServeRun(
            DemoSettings.of(root, own, new Dataset(seed, scale)),
            rounds.rounds(),
            new Progress(out, System::nanoTime),
            out);
    return run.passes() ? 0 : 1;
  }
}
