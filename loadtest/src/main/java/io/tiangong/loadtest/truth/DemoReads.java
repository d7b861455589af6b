package io.tiangong.loadtest.truth;

import io.tiangong.demo.check.DemoQuery;
import io.tiangong.demo.check.SampleQueries;
import io.tiangong.demo.dataset.Order;
import io.tiangong.loadtest.scenario.ParameterSpec;
import io.tiangong.loadtest.scenario.ParameterSpec.Distribution;
import io.tiangong.loadtest.scenario.ParameterSpec.Domain;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The queries over the demo's tables that scenarios may name. */
public final class DemoReads {

  public static final String TRACK_BY_ID = "track-by-id";
  public static final String COUNTERS_BY_DAY = "counters-by-day";
  public static final String PLANS_OF_DAY = "plans-of-day";

  private static final ParameterSpec ORDER_ID = any(Domain.ORDER_ID);
  private static final ParameterSpec CARRIER = any(Domain.CARRIER);
  private static final ParameterSpec DATE = any(Domain.DATE);

  private DemoReads() {}

  /** By name. */
  public static Map<String, DemoRead> all() {
    Map<String, DemoRead> all = new LinkedHashMap<>();
    Stream.concat(own(), samples()).forEach(read -> all.put(read.name(), read));
    return all;
  }

  private static ParameterSpec any(Domain domain) {
    return new ParameterSpec(domain, Distribution.UNIFORM, 1, 0, 0, List.of());
  }

  private static Stream<DemoRead> own() {
    return Stream.of(
        new DemoRead(
            "order-by-id",
            "SELECT order_id, tms, status, amount FROM ord.orders WHERE order_id = ?",
            List.of(ORDER_ID),
            (p, truth) -> List.of(row(truth.order((Long) p.get(0))))),
        new DemoRead(
            TRACK_BY_ID,
            "SELECT order_id, status FROM rt.order_track WHERE order_id = ?",
            List.of(ORDER_ID),
            (p, truth) ->
                List.of(Arrays.asList(p.get(0), truth.track((Long) p.get(0)).status().toString()))),
        new DemoRead(
            COUNTERS_BY_DAY,
            "SELECT tms, dt, done FROM rt.fulfilment WHERE tms = ? AND dt = ?",
            List.of(CARRIER, DATE),
            DemoReads::counters),
        new DemoRead(
            PLANS_OF_DAY,
            "SELECT tms, region, planned FROM kpi.daily_plan WHERE dt = ? ORDER BY tms",
            List.of(DATE),
            DemoReads::plans),
        new DemoRead(
            "orders-of-day",
            "SELECT order_id, tms, status, amount FROM ord.orders WHERE dt = ? ORDER BY order_id",
            List.of(DATE),
            (p, truth) -> truth.orders((LocalDate) p.get(0)).stream().map(DemoReads::row).toList()),
        new DemoRead(
            "status-agreement",
            """
            SELECT COUNT(*) AS n, SUM(CASE WHEN t.status = o.status THEN 1 ELSE 0 END) AS same
            FROM ord.orders o JOIN rt.order_track t ON t.order_id = o.order_id""",
            List.of(),
            (p, truth) ->
                List.of(
                    Arrays.asList(truth.dataset().orderCount(), truth.dataset().orderCount()))));
  }

  private static List<@Nullable Object> row(Order order) {
    return Arrays.asList(order.orderId(), order.tms(), order.status().toString(), order.amount());
  }

  private static List<List<@Nullable Object>> counters(List<Object> p, Truth truth) {
    String tms = (String) p.get(0);
    LocalDate day = (LocalDate) p.get(1);
    return truth.fulfilment(tms, day).stream()
        .map(found -> Arrays.<@Nullable Object>asList(tms, day, found.done()))
        .toList();
  }

  private static List<List<@Nullable Object>> plans(List<Object> p, Truth truth) {
    return truth.plans((LocalDate) p.get(0)).stream()
        .map(plan -> Arrays.<@Nullable Object>asList(plan.tms(), plan.region(), plan.planned()))
        .toList();
  }

  /** The queries that the demo shows, under short names. */
  private static Stream<DemoRead> samples() {
    List<String> names =
        List.of(
            "kpi-completion",
            "one-order",
            "counters-of-carrier",
            "courier-leaderboard",
            "courier-orders",
            "region-totals",
            "plan-of-zero");
    List<DemoQuery> samples = SampleQueries.all();
    return IntStream.range(0, names.size())
        .filter(i -> samples.get(i).parameters().isEmpty())
        .mapToObj(i -> fixed(names.get(i), samples.get(i)));
  }

  private static DemoRead fixed(String name, DemoQuery query) {
    return new DemoRead(
        name, query.sql(), List.of(), (p, truth) -> query.expected().apply(truth.reference()));
  }
}
