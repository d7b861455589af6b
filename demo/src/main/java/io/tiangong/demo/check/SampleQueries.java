package io.tiangong.demo.check;

import static io.tiangong.demo.check.Reference.amount;
import static io.tiangong.demo.check.Reference.group;
import static io.tiangong.demo.check.Reference.ratio;
import static io.tiangong.demo.check.Rows.row;

import io.tiangong.demo.dataset.Calendar;
import io.tiangong.demo.dataset.Courier;
import io.tiangong.demo.dataset.DailyPlan;
import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.dataset.Fulfilment;
import io.tiangong.demo.dataset.Order;
import io.tiangong.demo.dataset.OrderTrack;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The queries that the demo shows. */
public final class SampleQueries {

  /** The one it is all about: numerator in HBase, order detail in MySQL, denominator in Parquet. */
  public static final DemoQuery KPI =
      DemoQuery.of(
          "KPI completion rate today, best ten carriers: HBase ⋈ MySQL ⋈ Parquet",
          """
          SELECT k.tms, k.region, k.planned, a.done, o.orders, o.amount,
                 a.done / k.planned AS rate
          FROM kpi.daily_plan k
          JOIN rt.fulfilment a ON a.tms = k.tms AND a.dt = k.dt
          JOIN (SELECT tms, COUNT(*) AS orders, SUM(amount) AS amount
                FROM ord.orders WHERE dt = DATE '2026-11-11' GROUP BY tms) o ON o.tms = k.tms
          WHERE k.dt = DATE '2026-11-11'
          ORDER BY rate DESC, k.tms
          LIMIT 10""",
          SampleQueries::completion);

  private static final long ORDER = Dataset.FIRST_ORDER_ID + 42;
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

  private SampleQueries() {}

  public static List<DemoQuery> all() {
    return List.of(
        KPI,
        DemoQuery.of(
                "One order by its id: a point read in MySQL",
                "SELECT order_id, tms, status, amount, note, created_at FROM ord.orders"
                    + " WHERE order_id = ?",
                SampleQueries::oneOrder)
            .with(ORDER),
        DemoQuery.of(
            "One carrier's counters today: a get in HBase",
            """
            SELECT tms, dt, done, cancelled, updated_at FROM rt.fulfilment
            WHERE tms = 'TMS-001' AND dt = DATE '2026-11-11'""",
            SampleQueries::counters),
        DemoQuery.of(
            "Courier leaderboard today: a join inside MySQL",
            """
            SELECT c.courier_id, c.name, c.tms, COUNT(*) AS orders, SUM(o.amount) AS amount
            FROM ord.orders o JOIN ord.couriers c ON c.courier_id = o.courier_id
            WHERE o.dt = DATE '2026-11-11'
            GROUP BY c.courier_id, c.name, c.tms
            ORDER BY orders DESC, amount DESC, c.courier_id
            LIMIT 10""",
            SampleQueries::leaderboard),
        DemoQuery.of(
            "Where are courier 50000's orders: keys from MySQL, multi-get in HBase",
            """
            SELECT o.order_id, o.amount, t.status, t.picked_at, t.delivered_at
            FROM ord.orders o JOIN rt.order_track t ON t.order_id = o.order_id
            WHERE o.courier_id = 50000 AND o.dt >= DATE '2026-11-10'
            ORDER BY o.order_id
            LIMIT 12""",
            SampleQueries::tracking),
        DemoQuery.of(
            "Regions with more than a hundred orders this month: GROUP BY, HAVING",
            """
            SELECT region, COUNT(*) AS orders, SUM(amount) AS amount, AVG(weight_kg) AS weight
            FROM ord.orders
            WHERE dt >= DATE '2026-11-01' AND status <> 'cancelled'
            GROUP BY region
            HAVING COUNT(*) > 100
            ORDER BY orders DESC, region""",
            SampleQueries::regions),
        DemoQuery.of(
            "A plan of 0: the rate is NULL, not an error",
            """
            SELECT k.tms, k.planned, a.done, a.done / k.planned AS rate
            FROM kpi.daily_plan k
            LEFT JOIN rt.fulfilment a ON a.tms = k.tms AND a.dt = k.dt
            WHERE k.dt = DATE '2026-11-11' AND k.planned = 0
            ORDER BY k.tms""",
            SampleQueries::unplanned));
  }

  private static Rows completion(Reference data) {
    Map<String, List<Order>> detail = group(data.ordersOfToday(), Order::tms);
    return Rows.of(
            data.plansOfToday()
                .filter(plan -> detail.containsKey(plan.tms()))
                .flatMap(
                    plan ->
                        data.fulfilment(plan.tms(), plan.dt()).stream()
                            .map(
                                f -> completion(plan, f, detail.getOrDefault(f.tms(), List.of())))))
        .orderBy(-7, 1)
        .limit(10);
  }

  private static List<@Nullable Object> completion(
      DailyPlan plan, Fulfilment counters, List<Order> orders) {
    return row(
        plan.tms(),
        plan.region(),
        plan.planned(),
        counters.done(),
        (long) orders.size(),
        amount(orders),
        ratio(counters.done(), plan.planned()));
  }

  private static Rows oneOrder(Reference data) {
    return Rows.of(
        data.orders()
            .filter(o -> o.orderId() == ORDER)
            .map(
                o ->
                    row(
                        o.orderId(),
                        o.tms(),
                        o.status().toString(),
                        o.amount(),
                        o.note(),
                        o.createdAt())));
  }

  private static Rows counters(Reference data) {
    return Rows.of(
        data.fulfilment("TMS-001", Calendar.TODAY).stream()
            .map(f -> row(f.tms(), f.dt(), f.done(), f.cancelled(), f.updatedAt())));
  }

  private static Rows leaderboard(Reference data) {
    return Rows.of(
            group(data.ordersOfToday(), Order::courierId).entrySet().stream()
                .map(
                    entry -> {
                      Courier courier = data.courier(entry.getKey());
                      List<Order> orders = entry.getValue();
                      return row(
                          courier.courierId(),
                          courier.name(),
                          courier.tms(),
                          (long) orders.size(),
                          amount(orders));
                    }))
        .orderBy(-4, -5, 1)
        .limit(10);
  }

  private static Rows tracking(Reference data) {
    return Rows.of(
            data.orders()
                .filter(order -> order.courierId() == Dataset.FIRST_COURIER_ID)
                .filter(order -> !order.dt().isBefore(Calendar.TODAY.minusDays(1)))
                .map(
                    order -> {
                      OrderTrack track = data.track(order.orderId());
                      return row(
                          order.orderId(),
                          order.amount(),
                          track.status().toString(),
                          track.pickedAt(),
                          track.deliveredAt());
                    }))
        .orderBy(1)
        .limit(12);
  }

  private static Rows regions(Reference data) {
    Stream<Order> kept =
        data.orders()
            .filter(order -> !order.dt().isBefore(NOVEMBER))
            .filter(order -> !order.status().toString().equals("cancelled"));
    return Rows.of(
            group(kept, Order::region).entrySet().stream()
                .filter(entry -> entry.getValue().size() > 100)
                .map(
                    entry ->
                        row(
                            entry.getKey(),
                            (long) entry.getValue().size(),
                            amount(entry.getValue()),
                            entry.getValue().stream()
                                .mapToDouble(Order::weightKg)
                                .average()
                                .orElseThrow())))
        .orderBy(-2, 1);
  }

  private static Rows unplanned(Reference data) {
    return Rows.of(
            data.plansOfToday()
                .filter(plan -> plan.planned() == 0)
                .map(
                    plan ->
                        row(
                            plan.tms(),
                            plan.planned(),
                            data.fulfilment(plan.tms(), plan.dt()).map(f -> f.done()).orElse(null),
                            null)))
        .orderBy(1);
  }
}
