package io.tiangong.loadtest.door;

import io.tiangong.loadtest.direct.DirectHBase;
import io.tiangong.loadtest.engine.Attempt;
import io.tiangong.loadtest.truth.DemoReads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The HBase client alone; it knows the point reads among the demo's queries. */
final class HBaseTarget implements Target {

  private final DirectHBase hbase;
  private final Checks checks;

  HBaseTarget(int zookeeperPort, Checks checks) {
    this.hbase = new DirectHBase(zookeeperPort);
    this.checks = checks;
  }

  @Override
  public void send(Request request, Attempt attempt) {
    read(request)
        .whenComplete(
            (rows, error) -> {
              attempt.arrived();
              if (error == null) {
                checks.check(attempt, request, () -> rows);
              } else {
                attempt.failed("HBASE", error.toString());
              }
            });
  }

  private CompletableFuture<List<List<@Nullable Object>>> read(Request request) {
    List<Object> p = request.parameters();
    return switch (request.name()) {
      case DemoReads.TRACK_BY_ID ->
          hbase
              .status((Long) p.get(0))
              .thenApply(status -> List.of(Arrays.<@Nullable Object>asList(p.get(0), status)));
      case DemoReads.COUNTERS_BY_DAY ->
          hbase
              .done((String) p.get(0), (LocalDate) p.get(1))
              .thenApply(
                  done ->
                      done.isEmpty()
                          ? List.of()
                          : List.of(
                              Arrays.<@Nullable Object>asList(
                                  p.get(0), p.get(1), done.getAsLong())));
      default ->
          CompletableFuture.failedFuture(
              new IllegalArgumentException(
                  "direct-hbase reads "
                      + DemoReads.TRACK_BY_ID
                      + " and "
                      + DemoReads.COUNTERS_BY_DAY
                      + " only, not "
                      + request.name()));
    };
  }

  @Override
  public void close() {
    try {
      hbase.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
