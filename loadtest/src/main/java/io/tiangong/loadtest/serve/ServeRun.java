package io.tiangong.loadtest.serve;

import io.tiangong.demo.load.Progress;
import io.tiangong.demo.run.DemoEnvironment;
import io.tiangong.demo.run.DemoSettings;
import io.tiangong.loadtest.bench.Measurement;
import io.tiangong.loadtest.bench.Rounds;
import io.tiangong.loadtest.machine.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** One whole run of {@code bench serve}: servers, scenarios, report. */
public record ServeRun(DemoSettings demo, Rounds rounds, Progress progress, PrintStream out) {

  private static final int COLD_PLANS = 31;
  private static final int STREAMS = 3;

  /** Measures and prints; whether every bar was reached. */
  public boolean passes() throws InterruptedException, SQLException, IOException {
    try (DemoEnvironment environment =
        new DemoEnvironment(
            demo.withMoreCatalog(Map.of("50-events.sql", EventsTable.DDL)), progress)) {
      Thread stop = new Thread(environment::close, "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      EventsTable.write(environment.kpiFiles());
      environment.start();
      try (ServeBench bench = new ServeBench(environment, demo.dataset())) {
        ServeReport report = measure(environment, bench);
        report.print(out);
        return report.passes();
      }
    }
  }

  private ServeReport measure(DemoEnvironment environment, ServeBench bench)
      throws InterruptedException {
    out.println(
        "\nclosed loop over loopback; client, gateway, HBase and MariaDB share the machine: "
            + Machine.load());
    Map<String, Measurement> measured =
        rounds.run(bench.scenarios(), line -> progress.say("bench", line));
    progress.say("bench", "cold plans, streams");
    double[] plans = IntStream.range(0, COLD_PLANS).mapToDouble(bench::coldPlanMillis).toArray();
    Arrays.sort(plans);
    StreamRun stream = StreamRun.run(environment.target());
    for (int i = 1; i < STREAMS; i++) {
      stream = StreamRun.run(environment.target());
    }
    out.println(
        "\nmedians of "
            + rounds.count()
            + " interleaved rounds, warm, parameters sent apart from the text; "
            + Machine.load());
    return new ServeReport(
        measured, plans[COLD_PLANS / 2], stream, Machine.residentMib(environment.gatewayPid()));
  }
}
