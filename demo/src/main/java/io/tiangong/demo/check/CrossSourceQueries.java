package io.tiangong.demo.check;

import static io.tiangong.demo.check.Reference.amount;
import static io.tiangong.demo.check.Reference.group;
import static io.tiangong.demo.check.Rows.row;

import io.tiangong.demo.dataset.Calendar;
import io.tiangong.demo.dataset.DailyPlan;
import io.tiangong.demo.dataset.Fulfilment;
import io.tiangong.demo.dataset.Order;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Queries over the planned figures, alone and joined with the other sources. */
final class CrossSourceQueries {

  private static final LocalDate YESTERDAY = Calendar.TODAY.minusDays(1);

  private CrossSourceQueries() {}

  static List<DemoQuery> all() {
    return List.of(
        DemoQuery.of(
            "planned figures of two partitions",
            """
            SELECT dt, region, COUNT(*) AS carriers, SUM(planned) AS planned
            FROM kpi.daily_plan WHERE dt >= DATE '2026-11-10'
            GROUP BY dt, region ORDER BY dt, region""",
            CrossSourceQueries::planned),
        DemoQuery.of(
            "division by zero is NULL",
            """
            SELECT COUNT(*) AS n, COUNT(1 / planned) AS ratios FROM kpi.daily_plan
            WHERE dt = DATE '2026-11-11'""",
            data ->
                Rows.single(
                    data.plansOfToday().count(),
                    data.plansOfToday().filter(plan -> plan.planned() != 0).count())),
        DemoQuery.of(
            "carriers with a plan and no orders: LEFT JOIN Parquet with HBase",
            """
            SELECT k.dt, COUNT(*) AS idle
            FROM kpi.daily_plan k LEFT JOIN rt.fulfilment a ON a.tms = k.tms AND a.dt = k.dt
            WHERE k.dt >= DATE '2026-11-10' AND a.tms IS NULL
            GROUP BY k.dt ORDER BY k.dt""",
            CrossSourceQueries::idle),
        DemoQuery.of(
            "two aggregates joined: MySQL with HBase",
            """
            SELECT o.dt, o.orders, a.done, a.done / o.orders AS share
            FROM (SELECT dt, COUNT(*) AS orders FROM ord.orders GROUP BY dt) o
            JOIN (SELECT dt, SUM(done) AS done FROM rt.fulfilment GROUP BY dt) a ON a.dt = o.dt
            ORDER BY o.dt""",
            CrossSourceQueries::shares),
        DemoQuery.of(
            "carriers chosen by their plan, counted in MySQL",
            """
            SELECT tms, COUNT(*) AS n, SUM(amount) AS amount FROM ord.orders
            WHERE dt = DATE '2026-11-11' AND tms IN
              (SELECT tms FROM kpi.daily_plan WHERE dt = DATE '2026-11-11' AND planned >= 3)
            GROUP BY tms ORDER BY n DESC, tms LIMIT 15""",
            CrossSourceQueries::chosen),
        DemoQuery.of(
            "MySQL and HBase agree on the status of every order of a carrier",
            """
            SELECT COUNT(*) AS n, SUM(CASE WHEN t.status = o.status THEN 1 ELSE 0 END) AS same
            FROM ord.orders o JOIN rt.order_track t ON t.order_id = o.order_id
            WHERE o.tms = 'TMS-001' AND o.dt = DATE '2026-11-11'""",
            CrossSourceQueries::agreement),
        DemoQuery.of(
            "completion by region, HAVING over three sources",
            """
            SELECT k.region, SUM(a.done) AS done, SUM(k.planned) AS planned,
                   SUM(a.done) / SUM(k.planned) AS rate
            FROM kpi.daily_plan k
            JOIN rt.fulfilment a ON a.tms = k.tms AND a.dt = k.dt
            JOIN (SELECT DISTINCT tms FROM ord.couriers WHERE joined < DATE '2019-01-01') c
              ON c.tms = k.tms
            WHERE k.dt = DATE '2026-11-11'
            GROUP BY k.region
            HAVING SUM(k.planned) > 0
            ORDER BY k.region""",
            CrossSourceQueries::regions));
  }

  private static Rows planned(Reference data) {
    Map<List<Object>, List<DailyPlan>> groups =
        data.plans()
            .filter(plan -> !plan.dt().isBefore(YESTERDAY))
            .collect(Collectors.groupingBy(plan -> List.of(plan.dt(), plan.region())));
    return Rows.of(
            groups.entrySet().stream()
                .map(
                    e ->
                        row(
                            e.getKey().get(0),
                            e.getKey().get(1),
                            (long) e.getValue().size(),
                            e.getValue().stream().mapToLong(DailyPlan::planned).sum())))
        .orderBy(1, 2);
  }

  private static Rows idle(Reference data) {
    Map<LocalDate, Long> idle =
        data.plans()
            .filter(plan -> !plan.dt().isBefore(YESTERDAY))
            .filter(plan -> data.fulfilment(plan.tms(), plan.dt()).isEmpty())
            .collect(Collectors.groupingBy(DailyPlan::dt, Collectors.counting()));
    return Rows.of(idle.entrySet().stream().map(e -> row(e.getKey(), e.getValue()))).orderBy(1);
  }

  private static Rows shares(Reference data) {
    Map<LocalDate, Long> done =
        data.fulfilments()
            .collect(
                Collectors.groupingBy(Fulfilment::dt, Collectors.summingLong(Fulfilment::done)));
    return Rows.of(
            group(data.orders(), Order::dt).entrySet().stream()
                .map(
                    e -> {
                      long orders = e.getValue().size();
                      long delivered = done.getOrDefault(e.getKey(), 0L);
                      return row(e.getKey(), orders, delivered, Reference.ratio(delivered, orders));
                    }))
        .orderBy(1);
  }

  private static Rows chosen(Reference data) {
    Set<String> carriers =
        data.plansOfToday()
            .filter(plan -> plan.planned() >= 3)
            .map(DailyPlan::tms)
            .collect(Collectors.toSet());
    return Rows.of(
            group(data.ordersOfToday().filter(o -> carriers.contains(o.tms())), Order::tms)
                .entrySet()
                .stream()
                .map(e -> row(e.getKey(), (long) e.getValue().size(), amount(e.getValue()))))
        .orderBy(-2, 1)
        .limit(15);
  }

  private static Rows agreement(Reference data) {
    long orders = data.ordersOfToday().filter(o -> o.tms().equals("TMS-001")).count();
    return Rows.single(orders, orders == 0 ? null : (Long) orders);
  }

  private static Rows regions(Reference data) {
    Set<String> experienced =
        data.couriers()
            .filter(courier -> courier.joined().isBefore(LocalDate.of(2019, 1, 1)))
            .map(courier -> courier.tms())
            .collect(Collectors.toSet());
    Map<String, List<DailyPlan>> regions =
        data.plansOfToday()
            .filter(plan -> experienced.contains(plan.tms()))
            .filter(plan -> data.fulfilment(plan.tms(), plan.dt()).isPresent())
            .collect(Collectors.groupingBy(DailyPlan::region));
    return Rows.of(
            regions.entrySet().stream()
                .map(
                    e -> {
                      long planned = e.getValue().stream().mapToLong(DailyPlan::planned).sum();
                      long done = e.getValue().stream().mapToLong(plan -> done(data, plan)).sum();
                      return row(e.getKey(), done, planned, Reference.ratio(done, planned));
                    })
                .filter(row -> !Long.valueOf(0).equals(row.get(2))))
        .orderBy(1);
  }

  private static long done(Reference data, DailyPlan plan) {
    return data.fulfilment(plan.tms(), plan.dt()).map(Fulfilment::done).orElse(0L);
  }
}
