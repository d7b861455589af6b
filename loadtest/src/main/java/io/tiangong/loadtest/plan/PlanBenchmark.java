package io.tiangong.loadtest.plan;

import io.tiangong.dialect.Dialect;
import io.tiangong.dialect.planner.PlanStages;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Plans a join of three sources that no cache knows, up to one stage after the other: each method
 * includes the stages before its own. And finds the plan in the cache, for a text with a literal
 * that was never seen.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PlanBenchmark {

  static final String QUERY =
      """
      SELECT k.tms, k.region, k.planned, a.done, o.orders, o.amount, a.done / k.planned AS rate
      FROM kpi.daily_plan k
      JOIN rt.fulfilment a ON a.tms = k.tms AND a.dt = k.dt
      JOIN (SELECT tms, COUNT(*) AS orders, SUM(amount) AS amount
            FROM ord.orders WHERE dt = DATE '2026-11-11' GROUP BY tms) o ON o.tms = k.tms
      WHERE k.dt = DATE '2026-11-11'
      ORDER BY rate DESC, k.tms
      LIMIT 10""";

  private static final long CACHE_BYTES = 16 << 20;

  /** Tables in the catalog beside those of the query. */
  @Param({"0", "10000"})
  public int tables;

  @SuppressWarnings("NullAway.Init")
  private PlanCatalog catalog;

  @SuppressWarnings("NullAway.Init")
  private PlanStages stages;

  @SuppressWarnings("NullAway.Init")
  private Dialect dialect;

  private long texts;

  @Setup(Level.Trial)
  public void declare() {
    catalog = new PlanCatalog(tables);
    stages = new PlanStages(catalog.catalog(), QUERY);
    dialect = new Dialect(catalog.catalog(), CACHE_BYTES);
  }

  @TearDown(Level.Trial)
  public void close() {
    catalog.close();
  }

  @Benchmark
  public Object parse() {
    return stages.parsed();
  }

  @Benchmark
  public Object validate() {
    return stages.validated();
  }

  @Benchmark
  public Object optimise() {
    return stages.optimised();
  }

  @Benchmark
  public Object render() {
    return stages.planned();
  }

  @Benchmark
  public Object find() {
    String unseen = QUERY.replace("ORDER BY", "AND a.done > " + ++texts + " ORDER BY");
    return dialect.plan(unseen, List.of(), "");
  }
}
