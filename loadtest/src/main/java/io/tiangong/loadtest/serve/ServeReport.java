package io.tiangong.loadtest.serve;

import io.tiangong.loadtest.bench.Bar;
import io.tiangong.loadtest.bench.Measurement;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code bench serve} found out.
 *
 * @param measured by scenario
 * @param coldPlanMillis median
 * @param residentMib memory of the gateway after everything
 */
record ServeReport(
    Map<String, Measurement> measured,
    double coldPlanMillis,
    StreamRun stream,
    double residentMib) {

  private static final double MICROS_PER_MILLI = 1_000;

  void print(PrintStream out) {
    out.printf("%n%-48s %10s %10s %10s%n", "", "p50 ms", "p99 ms", "per s");
    measured.forEach((name, m) -> out.println(line(name, m)));
    out.printf(
        Locale.ROOT,
        "%-48s %,10.0f rows/s, %.1f MiB in flight at most%n%n",
        "gateway: stream 1 M rows from Parquet",
        stream.rowsPerSecond(),
        stream.mostBytes() / 1024.0 / 1024.0);
    printRatio(out, ServeBench.POINT, ServeBench.DIRECT_POINT);
    printRatio(out, ServeBench.HBASE_POINT, ServeBench.DIRECT_GET);
    printRatio(out, ServeBench.KPI, ServeBench.DIRECT_KPI);
    out.println();
    bars().forEach(out::println);
  }

  boolean passes() {
    return bars().stream().allMatch(Bar::passes);
  }

  private static String line(String name, Measurement m) {
    return String.format(
        Locale.ROOT,
        "%-48s %10.3f %10.3f %,10.0f",
        name,
        m.p50Micros() / MICROS_PER_MILLI,
        m.p99Micros() / MICROS_PER_MILLI,
        m.perSecond());
  }

  private List<Bar> bars() {
    return List.of(
        Bar.atMost(
            "point SELECT, p50 over no-op + driver",
            overFloor(ServeBench.POINT, ServeBench.DIRECT_POINT),
            "×",
            2),
        Bar.atLeast("point SELECT, 8 threads", rate(ServeBench.POINT_PARALLEL), "/s", 8_000),
        Bar.atMost("KPI query, warm p50", p50(ServeBench.KPI), "ms", 10),
        Bar.atMost("KPI query, planning an unseen text", coldPlanMillis, "ms", 60),
        Bar.atMost("gateway's resident memory", residentMib, "MiB", 600),
        Bar.atMost(
            "1 M rows streamed: in flight at most",
            stream.mostBytes() / 1024.0 / 1024.0,
            "MiB",
            64));
  }

  private void printRatio(PrintStream out, String scenario, String direct) {
    out.printf(
        Locale.ROOT,
        "%-48s %10.2f × the floor, a no-op call + %s%n",
        scenario,
        overFloor(scenario, direct),
        direct);
  }

  /** The p50 of a scenario over that of a call that does nothing plus the direct way. */
  private double overFloor(String scenario, String direct) {
    return p50(scenario) / (p50(ServeBench.NO_OP) + p50(direct));
  }

  private double p50(String scenario) {
    return of(scenario).p50Micros() / MICROS_PER_MILLI;
  }

  private double rate(String scenario) {
    return of(scenario).perSecond();
  }

  private Measurement of(String scenario) {
    Measurement m = measured.get(scenario);
    if (m == null) {
      throw new IllegalStateException("not measured: " + scenario);
    }
    return m;
  }
}
