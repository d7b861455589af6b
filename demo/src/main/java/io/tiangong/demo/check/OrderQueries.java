package io.tiangong.demo.check;

import static io.tiangong.demo.check.Reference.amount;
import static io.tiangong.demo.check.Reference.group;
import static io.tiangong.demo.check.Rows.row;

import io.tiangong.demo.dataset.Courier;
import io.tiangong.demo.dataset.Order;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Queries over the order detail alone. */
final class OrderQueries {

  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 11, 12, 0);
  private static final LocalDate Y2025 = LocalDate.of(2025, 1, 1);

  private OrderQueries() {}

  static List<DemoQuery> all() {
    return List.of(
        DemoQuery.of(
            "totals over all orders",
            "SELECT COUNT(*), COUNT(note), SUM(amount), MIN(created_at), MAX(created_at),"
                + " MIN(amount) FROM ord.orders",
            OrderQueries::totals),
        DemoQuery.of(
            "orders by status",
            "SELECT status, COUNT(*) AS n FROM ord.orders GROUP BY status ORDER BY status",
            data ->
                Rows.of(
                        group(data.orders(), o -> o.status().toString()).entrySet().stream()
                            .map(e -> row(e.getKey(), (long) e.getValue().size())))
                    .orderBy(1)),
        DemoQuery.of(
            "notes that differ in case or trailing spaces are different groups, NULL first",
            "SELECT note, COUNT(*) AS n FROM ord.orders GROUP BY note ORDER BY note",
            OrderQueries::notes),
        DemoQuery.of(
            "note = 'fragile' is exact",
            "SELECT order_id FROM ord.orders WHERE note = 'fragile' ORDER BY order_id LIMIT 20",
            data ->
                Rows.of(data.orders().filter(note("fragile"::equals)).map(o -> row(o.orderId())))
                    .orderBy(1)
                    .limit(20)),
        count(
            "note <> 'fragile' leaves NULL out",
            "note <> 'fragile'",
            note(n -> !"fragile".equals(n))),
        count("LIKE is case-sensitive", "note LIKE 'leave%'", note(n -> n.startsWith("leave"))),
        count("LIKE with Chinese", "note LIKE '%门口%'", note(n -> n.contains("门口"))),
        count("IS NULL", "note IS NULL", o -> o.note() == null),
        count("an empty note is no NULL", "note = ''", note(String::isEmpty)),
        DemoQuery.of(
            "CASE in a sub-query, grouped",
            """
            SELECT size, COUNT(*) AS n, SUM(amount) AS amount
            FROM (SELECT amount, CASE WHEN amount < 50 THEN 'small'
                                      WHEN amount < 200.00 THEN 'medium'
                                      ELSE 'large' END AS size
                  FROM ord.orders) s
            GROUP BY size ORDER BY size""",
            OrderQueries::sizes),
        DemoQuery.of(
            "COUNT(DISTINCT) by region",
            """
            SELECT region, COUNT(DISTINCT courier_id) AS couriers FROM ord.orders
            GROUP BY region ORDER BY region""",
            data ->
                Rows.of(
                        group(data.orders(), Order::region).entrySet().stream()
                            .map(e -> row(e.getKey(), distinctCouriers(e.getValue()))))
                    .orderBy(1)),
        DemoQuery.of(
            "milliseconds of timestamps, LIMIT and OFFSET",
            """
            SELECT order_id, created_at FROM ord.orders
            WHERE created_at >= TIMESTAMP '2026-11-11 12:00:00.000'
            ORDER BY created_at, order_id LIMIT 10 OFFSET 5""",
            data ->
                Rows.of(
                        data.orders()
                            .filter(o -> !o.createdAt().isBefore(NOON))
                            .map(o -> row(o.orderId(), o.createdAt())))
                    .orderBy(2, 1)
                    .limit(10, 5)),
        DemoQuery.of(
                "parameters in an IN list; one id does not exist",
                "SELECT order_id, amount, note FROM ord.orders WHERE order_id IN (?, ?, ?)"
                    + " ORDER BY order_id DESC",
                data ->
                    Rows.of(
                            data.orders()
                                .filter(o -> Set.of(1_000_001L, 1_000_007L).contains(o.orderId()))
                                .map(o -> row(o.orderId(), o.amount(), o.note())))
                        .orderBy(-1))
            .with(1_000_007L, 1_000_001L, 7L),
        DemoQuery.of(
                "a date as a parameter",
                "SELECT COUNT(*) AS n, SUM(amount) AS amount FROM ord.orders WHERE dt = ?",
                data ->
                    Rows.single(
                        data.ordersOfToday().count(), amount(data.ordersOfToday().toList())))
            .with(LocalDate.of(2026, 11, 11)),
        DemoQuery.of(
            "couriers by family name",
            """
            SELECT courier_id, name, joined FROM ord.couriers
            WHERE name LIKE '欧阳%' AND joined >= DATE '2020-01-01' ORDER BY name, courier_id""",
            OrderQueries::ouyang),
        DemoQuery.of(
            "IN a sub-query",
            """
            SELECT COUNT(*) AS n FROM ord.orders WHERE courier_id IN
              (SELECT courier_id FROM ord.couriers WHERE joined >= DATE '2025-01-01')""",
            data ->
                Rows.single(
                    data.orders()
                        .filter(o -> !data.courier(o.courierId()).joined().isBefore(Y2025))
                        .count())),
        DemoQuery.of(
            "integer division and remainder",
            """
            SELECT order_id DIV 500 AS q, order_id % 3 AS r, COUNT(*) AS n FROM ord.orders
            WHERE order_id < 1001000 GROUP BY order_id DIV 500, order_id % 3 ORDER BY q, r""",
            OrderQueries::divided));
  }

  private static DemoQuery count(String title, String condition, Predicate<Order> filter) {
    return DemoQuery.of(
        title,
        "SELECT COUNT(*) AS n FROM ord.orders WHERE " + condition,
        data -> Rows.single(data.orders().filter(filter).count()));
  }

  private static Predicate<Order> note(Predicate<String> test) {
    return order -> order.note() != null && test.test(order.note());
  }

  private static Rows totals(Reference data) {
    List<Order> orders = data.orders().toList();
    Comparator<LocalDateTime> byTime = Comparator.naturalOrder();
    return Rows.single(
        (long) orders.size(),
        orders.stream().filter(o -> o.note() != null).count(),
        amount(orders),
        orders.stream().map(Order::createdAt).min(byTime).orElseThrow(),
        orders.stream().map(Order::createdAt).max(byTime).orElseThrow(),
        orders.stream().map(Order::amount).min(Comparator.naturalOrder()).orElseThrow());
  }

  private static Rows notes(Reference data) {
    var withNote = data.orders().filter(o -> o.note() != null);
    Rows groups =
        Rows.of(
            group(withNote, o -> String.valueOf(o.note())).entrySet().stream()
                .map(e -> row(e.getKey(), (long) e.getValue().size())));
    long missing = data.orders().filter(o -> o.note() == null).count();
    return groups.plus(row(null, missing)).orderBy(1);
  }

  private static Rows sizes(Reference data) {
    return Rows.of(
            group(data.orders(), OrderQueries::size).entrySet().stream()
                .map(e -> row(e.getKey(), (long) e.getValue().size(), amount(e.getValue()))))
        .orderBy(1);
  }

  private static String size(Order order) {
    if (order.amount().compareTo(new BigDecimal("50")) < 0) {
      return "small";
    }
    return order.amount().compareTo(new BigDecimal("200")) < 0 ? "medium" : "large";
  }

  private static long distinctCouriers(List<Order> orders) {
    return orders.stream().map(Order::courierId).distinct().count();
  }

  private static Rows ouyang(Reference data) {
    return Rows.of(
            data.couriers()
                .filter(c -> c.name().startsWith("欧阳"))
                .filter(c -> !c.joined().isBefore(LocalDate.of(2020, 1, 1)))
                .map((Courier c) -> row(c.courierId(), c.name(), c.joined())))
        .orderBy(2, 1);
  }

  private static Rows divided(Reference data) {
    var kept = data.orders().filter(o -> o.orderId() < 1_001_000);
    return Rows.of(
            group(kept, o -> List.of(o.orderId() / 500, o.orderId() % 3)).entrySet().stream()
                .map(e -> row(e.getKey().get(0), e.getKey().get(1), (long) e.getValue().size())))
        .orderBy(1, 2);
  }
}
