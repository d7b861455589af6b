package io.tiangong.demo.check;

import static io.tiangong.demo.check.Rows.row;

import io.tiangong.demo.dataset.Calendar;
import io.tiangong.demo.dataset.Fulfilment;
import io.tiangong.demo.dataset.OrderTrack;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries over the HBase tables alone. */
final class RealtimeQueries {

  private static final LocalDate FROM = LocalDate.of(2026, 11, 3);
  private static final LocalDate TO = LocalDate.of(2026, 11, 9);

  private RealtimeQueries() {}

  static List<DemoQuery> all() {
    return List.of(
        DemoQuery.of(
            "a range of the row key",
            """
            SELECT dt, done, cancelled FROM rt.fulfilment
            WHERE tms = 'TMS-002' AND dt BETWEEN DATE '2026-11-03' AND DATE '2026-11-09'
            ORDER BY dt DESC""",
            data ->
                Rows.of(
                        data.fulfilments()
                            .filter(f -> f.tms().equals("TMS-002"))
                            .filter(f -> !f.dt().isBefore(FROM) && !f.dt().isAfter(TO))
                            .map(f -> row(f.dt(), f.done(), f.cancelled())))
                    .orderBy(-1)),
        DemoQuery.of(
            "a grid of keys",
            """
            SELECT tms, dt, done FROM rt.fulfilment
            WHERE tms IN ('TMS-001', 'TMS-003', 'TMS-999')
              AND dt IN (DATE '2026-11-11', DATE '2026-11-10')
            ORDER BY tms, dt""",
            RealtimeQueries::grid),
        DemoQuery.of(
            "a missing cell is NULL",
            "SELECT COUNT(*) AS n FROM rt.fulfilment WHERE cancelled IS NULL",
            data -> Rows.single(data.fulfilments().filter(f -> f.cancelled() == null).count())),
        DemoQuery.of(
            "a missing cell is neither 1 nor different from 1",
            "SELECT COUNT(*) AS n FROM rt.fulfilment WHERE cancelled <> 1",
            data ->
                Rows.single(
                    data.fulfilments()
                        .filter(f -> f.cancelled() != null && f.cancelled() != 1)
                        .count())),
        DemoQuery.of(
            "counters summed by day",
            """
            SELECT dt, COUNT(*) AS carriers, COUNT(cancelled) AS counted, SUM(done) AS done,
                   SUM(cancelled) AS cancelled, MAX(updated_at) AS updated_at
            FROM rt.fulfilment GROUP BY dt ORDER BY dt""",
            RealtimeQueries::byDay),
        DemoQuery.of(
            "NULL sorts lowest",
            """
            SELECT tms, cancelled FROM rt.fulfilment WHERE dt = DATE '2026-11-10'
            ORDER BY cancelled, tms LIMIT 30""",
            data ->
                Rows.of(
                        data.fulfilments()
                            .filter(f -> f.dt().equals(Calendar.TODAY.minusDays(1)))
                            .map(f -> row(f.tms(), f.cancelled())))
                    .orderBy(2, 1)
                    .limit(30)),
        DemoQuery.of(
            "a multi-get; one key does not exist",
            """
            SELECT order_id, status, accepted_at, picked_at, delivered_at FROM rt.order_track
            WHERE order_id IN (1000000, 1001999, 17) ORDER BY order_id""",
            data ->
                Rows.of(
                        data.tracks()
                            .filter(t -> Set.of(1_000_000L, 1_001_999L).contains(t.orderId()))
                            .map(RealtimeQueries::track))
                    .orderBy(1)),
        DemoQuery.of(
            "orders on their way, from a full scan",
            """
            SELECT status, COUNT(*) AS n, COUNT(delivered_at) AS delivered
            FROM rt.order_track GROUP BY status ORDER BY status""",
            RealtimeQueries::statuses));
  }

  private static Rows grid(Reference data) {
    return Rows.of(
            data.fulfilments()
                .filter(f -> Set.of("TMS-001", "TMS-003").contains(f.tms()))
                .filter(f -> f.dt().isAfter(Calendar.TODAY.minusDays(2)))
                .map(f -> row(f.tms(), f.dt(), f.done())))
        .orderBy(1, 2);
  }

  private static Rows byDay(Reference data) {
    Map<LocalDate, List<Fulfilment>> days =
        data.fulfilments().collect(Collectors.groupingBy(Fulfilment::dt));
    return Rows.of(
            days.entrySet().stream()
                .map(
                    day -> {
                      List<Long> cancelled =
                          day.getValue().stream()
                              .map(Fulfilment::cancelled)
                              .filter(Objects::nonNull)
                              .toList();
                      return row(
                          day.getKey(),
                          (long) day.getValue().size(),
                          (long) cancelled.size(),
                          day.getValue().stream().mapToLong(Fulfilment::done).sum(),
                          cancelled.stream().reduce(Long::sum).orElse(null),
                          day.getValue().stream()
                              .map(Fulfilment::updatedAt)
                              .reduce((a, b) -> a.isAfter(b) ? a : b)
                              .orElse(null));
                    }))
        .orderBy(1);
  }

  private static List<@Nullable Object> track(OrderTrack track) {
    return row(
        track.orderId(),
        track.status().toString(),
        track.acceptedAt(),
        track.pickedAt(),
        track.deliveredAt());
  }

  private static Rows statuses(Reference data) {
    Map<String, List<OrderTrack>> statuses =
        data.tracks().collect(Collectors.groupingBy(track -> track.status().toString()));
    return Rows.of(
            statuses.entrySet().stream()
                .map(
                    e ->
                        row(
                            e.getKey(),
                            (long) e.getValue().size(),
                            e.getValue().stream().filter(t -> t.deliveredAt() != null).count())))
        .orderBy(1);
  }
}
