package io.tiangong.loadtest.serve;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import java.time.Duration;

/**
 * A million rows read once.
 *
 * @param mostBytes the most that was in flight at the client at any time
 */
record StreamRun(long rows, Duration took, long mostBytes) {

  private static final int MESSAGE_BYTES = 32 << 20;

  /** What gRPC may hold of a message that nobody has asked for yet: its largest window. */
  private static final long WINDOW_BYTES = 8L << 20;

  private static final String SQL =
      "SELECT event_id, tms, happened_at, amount, weight_kg FROM kpi.events_1m";

  static StreamRun run(String target) {
    StreamMeter meter = new StreamMeter();
    try (TiangongClient client =
            TiangongClient.builder(target)
                .channel(
                    Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                        .maxInboundMessageSize(MESSAGE_BYTES)
                        .intercept(meter)
                        .build())
                .build();
        QueryResult events = client.query(SQL)) {
      long start = System.nanoTime();
      long rows = 0;
      long sum = 0;
      while (events.next()) {
        sum += events.getLong(0);
        rows++;
      }
      if (rows != EventsTable.ROWS || sum != rows * (rows - 1) / 2) {
        throw new IllegalStateException(rows + " rows, the sum of their ids is " + sum);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new StreamRun(rows, took, meter.mostBytes() + WINDOW_BYTES);
    }
  }

  double rowsPerSecond() {
    return rows / (took.toNanos() / 1e9);
  }
}
