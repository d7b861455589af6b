package io.tiangong.gateway.metrics;

import io.tiangong.gateway.query.CompletedQuery;
import io.tiangong.gateway.query.QueryListener;
import io.tiangong.gateway.query.Summary;
import io.tiangong.spi.ErrorCode;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per query, on the logger {@code tiangong.query}. */
public final class QueryLog implements QueryListener {

  private final Logger log = LoggerFactory.getLogger("tiangong.query");

  @Override
  public void completed(CompletedQuery query) {
    if (!log.isInfoEnabled()) {
      return;
    }
    Summary summary = query.summary();
    log.info(
        "id={} fingerprint={} account={} micros={} plan_micros={} cached={} rows={} outcome={}",
        query.id(),
        query.fingerprint().isEmpty() ? "-" : query.fingerprint(),
        query.account(),
        TimeUnit.NANOSECONDS.toMicros(summary.totalNanos()),
        TimeUnit.NANOSECONDS.toMicros(summary.planNanos()),
        summary.planCached(),
        summary.rows(),
        query.error().map(ErrorCode::name).orElse("OK"));
  }
}
