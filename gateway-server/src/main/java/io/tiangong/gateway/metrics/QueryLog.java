package io.tiangong.gateway.metrics;

import io.tiangong.gateway.query.CompletedQuery;
import io.tiangong.gateway.query.QueryListener;
import io.tiangong.gateway.query.Summary;
import io.tiangong.spi.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per query, on the logger {@code tiangong.query}.
 *
 * <p>Queries never wait for the log, and wake nobody to write it: lines are gathered until {@link
 * #write} is called. When it can't keep up, lines are lost, which the log says. Thread-safe.
 */
public final class QueryLog implements QueryListener {

  private static final int MAX_WAITING = 8_192;

  private final Logger log = LoggerFactory.getLogger("tiangong.query");
  private final InstantSource clock;
  private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final LongAdder lost = new LongAdder();

  private record Entry(Instant at, CompletedQuery query) {}

  public QueryLog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void completed(CompletedQuery query) {
    if (log.isInfoEnabled() && !waiting.offer(new Entry(clock.instant(), query))) {
      lost.increment();
    }
  }

  /** Writes what was gathered, as one message of many lines; to be called a few times a second. */
  public void write() {
    List<Entry> entries = new ArrayList<>();
    waiting.drainTo(entries);
    if (!entries.isEmpty()) {
      log.info(entries.stream().map(QueryLog::line).collect(Collectors.joining("\n")));
    }
    long missing = lost.sumThenReset();
    if (missing > 0) {
      log.warn("at={} lost={}", clock.instant(), missing);
    }
  }

  private static String line(Entry entry) {
    CompletedQuery query = entry.query();
    Summary summary = query.summary();
    return "at="
        + entry.at()
        + " id="
        + query.id()
        + " fingerprint="
        + (query.fingerprint().isEmpty() ? "-" : query.fingerprint())
        + " account="
        + query.account()
        + " micros="
        + TimeUnit.NANOSECONDS.toMicros(summary.totalNanos())
        + " plan_micros="
        + TimeUnit.NANOSECONDS.toMicros(summary.planNanos())
        + " cached="
        + summary.planCached()
        + " rows="
        + summary.rows()
        + " outcome="
        + query.error().map(ErrorCode::name).orElse("OK");
  }
}
