package io.tiangong.loadtest;

import io.tiangong.demo.load.Progress;
import io.tiangong.loadtest.peers.PeersRun;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench compare}: the gateway beside its peers. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures the gateway beside what a user would otherwise pick: on the same data (TPC-H and the",
      "demo's), on the same machine, in interleaved rounds of one run. Answers are compared first.",
      "Exit code 1: a peer gives another answer; 2: a query or peer is unknown."
    })
final class PeersCommand implements Callable<Integer> {

  private static final int MOST_SCALE = 100;
  private static final List<String> QUERIES = List.of("Q1", "Q2", "Q3", "Q4", "Q5", "Q6");

  @Option(names = "--queries", split = ",", description = "Such as Q1,Q3 (all of Q1 to Q6).")
  private List<String> queries = QUERIES;

  @Option(
      names = "--peers",
      split = ",",
      description =
          "Of direct, hand, calcite, shardingsphere (all of these), and trino (fetches 0.8 GB once).")
  private List<String> peers = PeersRun.USUAL_PEERS;

  @Option(
      names = "--trino-jdk",
      paramLabel = "DIR",
      description = "A JDK 25, which the peer trino needs.")
  private @Nullable Path trinoJdk;

  @Mixin private RoundsOptions rounds = new RoundsOptions(2, 4);

  @Option(
      names = "--threads",
      defaultValue = "4",
      description = "For the throughput (${DEFAULT-VALUE}).")
  private int threads;

  @Option(names = "--scale", defaultValue = "0.1", description = "Of TPC-H (${DEFAULT-VALUE}).")
  private double scale;

  @Option(
      names = "--demo-scale",
      defaultValue = "1",
      description = "Of the demo's data (${DEFAULT-VALUE}).")
  private double demoScale;

  @Override
  public Integer call() throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (!QUERIES.containsAll(queries) || !PeersRun.PEERS.containsAll(peers)) {
      System.err.printf(
          "queries are %s, peers are %s%n",
          String.join(", ", QUERIES), String.join(", ", PeersRun.PEERS));
      return 2;
    }
    if (peers.contains("trino") && trinoJdk == null) {
      System.err.println("trino runs on a JDK 25; say where one is with --trino-jdk");
      return 2;
    }
    if (threads < 1 || !(scale > 0 && scale <= MOST_SCALE)) {
      throw new QueryException(
          ErrorCode.INVALID_PARAMETER,
          "--threads is at least 1; --scale is above 0 and at most " + MOST_SCALE);
    }
    PeersRun run =
        new PeersRun(
            Path.of(System.getProperty("tiangong.root", ".")),
            queries,
            peers,
            rounds.rounds(),
            threads,
            scale,
            demoScale,
            trinoJdk == null ? Path.of("") : trinoJdk,
            new Progress(out, System::nanoTime),
            out);
    return run.passes() ? 0 : 1;
  }
}
