package io.tiangong.cli;

import io.tiangong.client.Query;
import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import io.tiangong.client.TiangongException;
import io.tiangong.client.Trailer;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Runs one statement at a time: the answer to out, how it went to err. */
final class StatementRunner {

  /** Limits and looks of every statement. */
  record Settings(Format format, Duration timeout, long maxRows) {}

  private final TiangongClient client;
  private final Console console;
  private final Settings settings;
  private final ScheduledExecutorService timer;
  private boolean timing;
  private volatile @Nullable QueryResult running;
  private volatile boolean cancelled;

  StatementRunner(
      TiangongClient client,
      Console console,
      Settings settings,
      boolean timing,
      ScheduledExecutorService timer) {
    this.client = client;
    this.console = console;
    this.settings = settings;
    this.timing = timing;
    this.timer = timer;
  }

  /** Turns the timing line on or off; whether it is on now. */
  boolean toggleTiming() {
    timing = !timing;
    return timing;
  }

  /** Ends the running statement, if there is one, at the gateway too. Any thread. */
  void cancel() {
    QueryResult query = running;
    if (query != null) {
      cancelled = true;
      query.cancel();
    }
  }

  /** Whether it succeeded; a failure has been reported. Throws when out is broken. */
  boolean run(String statement) throws IOException {
    cancelled = false;
    long start = System.nanoTime();
    try (QueryResult result = client.query(query(statement))) {
      running = result;
      long rows = print(result);
      if (!cancelled) {
        summarize(rows, System.nanoTime() - start, result.trailer());
        return true;
      }
    } catch (TiangongException e) {
      if (!cancelled) {
        console.out().flush();
        console.err().print(ErrorReport.of(e, statement));
      }
    } finally {
      running = null;
      console.err().print(cancelled ? "cancelled\n" : "");
      console.err().flush();
    }
    return false;
  }

  private Query query(String statement) {
    Query query = Query.of(statement).withTimeout(settings.timeout());
    return settings.maxRows() > 0 ? query.truncatedTo(settings.maxRows()) : query;
  }

  /** Prints rows until the end or a cancel, and gives their number. */
  private long print(QueryResult result) throws IOException {
    ResultFormat format = format();
    boolean toTerminal = console.outWidth().getAsInt() > 0;
    long rows = 0;
    try (Progress progress = new Progress(console, timer)) {
      format.begin(result.columns());
      while (!cancelled && result.next()) {
        progress.rows(++rows);
        if (rows == 1 && toTerminal) {
          progress.close();
        }
        format.row(result);
      }
    }
    if (!cancelled) {
      format.end();
    }
    console.out().flush();
    return rows;
  }

  private ResultFormat format() {
    return switch (settings.format()) {
      case TABLE -> new TableFormat(console.out(), console.outWidth().getAsInt());
      case CSV -> new CsvFormat(console.out());
      case JSON -> new JsonFormat(console.out());
    };
  }

  private void summarize(long rows, long nanos, Trailer trailer) {
    if (timing) {
      console.err().println(timing(rows, nanos, trailer));
    }
    if (!trailer.complete()) {
      console.err().printf(Locale.ROOT, "cut after %,d rows; there are more%n", rows);
    }
  }

  private static String timing(long rows, long nanos, Trailer trailer) {
    return String.format(
        Locale.ROOT,
        "%,d %s in %.1f ms (plan %s%.1f, first batch %.1f)",
        rows,
        rows == 1 ? "row" : "rows",
        nanos / 1e6,
        trailer.planCached() ? "cached " : "",
        millis(trailer.plan()),
        millis(trailer.firstBatch()));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
