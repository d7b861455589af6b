package io.tiangong.demo.check;

import io.tiangong.demo.dataset.Calendar;
import io.tiangong.demo.dataset.CarrierDays;
import io.tiangong.demo.dataset.Courier;
import io.tiangong.demo.dataset.DailyPlan;
import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.dataset.Fulfilment;
import io.tiangong.demo.dataset.Order;
import io.tiangong.demo.dataset.OrderTrack;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data set in memory, with the few look-ups that plain Java needs to answer queries. */
public final class Reference {

  private record CarrierDay(String tms, LocalDate dt) {}

  private final List<Order> orders;
  private final Map<Long, OrderTrack> tracks;
  private final Map<Long, Courier> couriers;
  private final Map<CarrierDay, Fulfilment> fulfilments;
  private final List<DailyPlan> plans;

  public Reference(Dataset dataset) {
    CarrierDays days = new CarrierDays(dataset);
    orders = dataset.orders().toList();
    tracks = byKey(dataset.tracks(), OrderTrack::orderId);
    couriers = byKey(dataset.couriers(), Courier::courierId);
    fulfilments = byKey(days.fulfilments(), f -> new CarrierDay(f.tms(), f.dt()));
    plans = days.plans().toList();
  }

  private static <K, V> Map<K, V> byKey(Stream<V> rows, Function<V, K> key) {
    return rows.collect(Collectors.toMap(key, Function.identity()));
  }

  Stream<Order> orders() {
    return orders.stream();
  }

  Stream<Order> ordersOfToday() {
    return orders().filter(order -> order.dt().equals(Calendar.TODAY));
  }

  Stream<OrderTrack> tracks() {
    return tracks.values().stream();
  }

  OrderTrack track(long orderId) {
    return present(tracks.get(orderId));
  }

  Stream<Courier> couriers() {
    return couriers.values().stream();
  }

  Courier courier(long courierId) {
    return present(couriers.get(courierId));
  }

  Stream<Fulfilment> fulfilments() {
    return fulfilments.values().stream();
  }

  Optional<Fulfilment> fulfilment(String tms, LocalDate dt) {
    return Optional.ofNullable(fulfilments.get(new CarrierDay(tms, dt)));
  }

  Stream<DailyPlan> plans() {
    return plans.stream();
  }

  Stream<DailyPlan> plansOfToday() {
    return plans().filter(plan -> plan.dt().equals(Calendar.TODAY));
  }

  static <K> Map<K, List<Order>> group(Stream<Order> orders, Function<Order, K> key) {
    return orders.collect(Collectors.groupingBy(key));
  }

  static BigDecimal amount(List<Order> orders) {
    return orders.stream().map(Order::amount).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }

  /** TgSQL's {@code a / b}. */
  static @Nullable Double ratio(long dividend, long divisor) {
    return divisor == 0 ? null : (Double) ((double) dividend / (double) divisor);
  }

  private static <V> V present(@Nullable V value) {
    return Objects.requireNonNull(value, "a key of the data set");
  }
}
