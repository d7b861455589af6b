package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.fuzz.query.Query;
import io.tiangong.conformance.placement.Servers;
import io.tiangong.demo.load.Progress;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The placement oracle: draws queries and runs each in every way until it has enough. */
public final class PlacementFuzz {

  private static final int SHRUNK = 12;
  private static final double NANOS = 1e9;

  private final FuzzSettings settings;
  private final FuzzTables data;
  private final FuzzReport report;
  private final Progress progress;
  private final AtomicLong next;
  private final AtomicInteger shown = new AtomicInteger();

  private PlacementFuzz(FuzzSettings settings, Progress progress, PrintStream out) {
    this.settings = settings;
    this.progress = progress;
    this.data = new FuzzTables(settings.seed());
    this.report = new FuzzReport(out, progress, data);
    this.next = new AtomicLong(settings.first());
  }

  /**
   * Runs to the end and prints it.
   *
   * @param name of its own among all on these servers
   * @return how many runs disagreed
   */
  public static long run(
      FuzzSettings settings, Servers servers, String name, Progress progress, PrintStream out)
      throws SQLException {
    PlacementFuzz fuzz = new PlacementFuzz(settings, progress, out);
    fuzz.run(servers, name);
    fuzz.report.end();
    return fuzz.report.failed();
  }

  private void run(Servers servers, String name) throws SQLException {
    progress.say("fuzz", "seed " + settings.seed() + ", loading the tables at three placements");
    ExecutorService executor = Executors.newFixedThreadPool(settings.threads());
    try (Oracle first = new Oracle(data);
        Fleet fleet = new Fleet(servers, name, first)) {
      progress.say("fuzz", "loaded; running queries on " + settings.threads() + " threads");
      double end = progress.seconds() + settings.time().toNanos() / NANOS;
      List<CompletableFuture<Void>> workers = new ArrayList<>();
      for (int i = 0; i < settings.threads(); i++) {
        workers.add(CompletableFuture.runAsync(() -> work(fleet, end), executor));
      }
      workers.forEach(CompletableFuture::join);
      if (fleet.leaks() > 0) {
        report.fault(fleet.leaks() + " queries kept memory of the gateway");
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private void work(Fleet fleet, double end) {
    try (Oracle oracle = new Oracle(data)) {
      Check check = new Check(fleet, oracle);
      while (report.runs() < settings.runs() && progress.seconds() < end) {
        one(check, next.getAndIncrement());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void one(Check check, long number) {
    Query query = QueryGenerator.draw(settings.seed(), number);
    Check.Outcome outcome = check.run(query, Variant.all((int) number));
    report.add(outcome);
    if (!outcome.disagreements().isEmpty() && shown.incrementAndGet() <= SHRUNK) {
      List<Disagreement> all = outcome.disagreements();
      report.show(settings.seed(), number, all, check.shrink(all.get(0)));
    }
  }
}
