package io.tiangong.loadtest;

import io.tiangong.loadtest.result.Json;
import io.tiangong.loadtest.result.Sizing;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loadtest size}: what to ask a cluster for. */
@Command(
    name = "size",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads a run's figures and prints, as helm values, the processor and memory request of one",
      "replica (measured use by the watermark) and the replicas for a rate.",
      "Exit code 2: the run can't be used."
    })
final class SizeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RESULT.json", description = "Of a run at the rate of one replica.")
  private Path file = Path.of("");

  @Option(names = "--qps", required = true, description = "Requests per second to be served.")
  private double qps;

  @Option(
      names = "--watermark",
      defaultValue = "60",
      description = "Per cent of the request that the use may be (${DEFAULT-VALUE}).")
  private double watermark;

  @Option(names = "--out", paramLabel = "FILE", description = "Where the values go, too.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    if (!(watermark > 0 && watermark <= 100 && qps > 0)) {
      System.err.println("--watermark is above 0 and at most 100; --qps is above 0");
      return 2;
    }
    try {
      String values = Sizing.of(Json.read(file), qps, watermark / 100).helmValues();
      new PrintStream(System.out, true, StandardCharsets.UTF_8).print(values);
      if (out != null) {
        Files.writeString(out, values);
      }
      return 0;
    } catch (IOException e) {
      System.err.println("can't write " + out + "; give another --out");
      return 2;
    } catch (QueryException e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }
}
