package io.tiangong.loadtest.truth;

import io.tiangong.demo.check.Reference;
import io.tiangong.demo.dataset.CarrierDays;
import io.tiangong.demo.dataset.DailyPlan;
import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.dataset.Fulfilment;
import io.tiangong.demo.dataset.Order;
import io.tiangong.demo.dataset.OrderTrack;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The demo's rows as their generator makes them. Thread-safe. */
public final class Truth {

  private record CarrierDay(String tms, LocalDate dt) {}

  private final Dataset dataset;
  private final Reference reference;
  private final Map<CarrierDay, Fulfilment> fulfilments;
  private final Map<LocalDate, List<DailyPlan>> plans;
  private final Map<LocalDate, List<Order>> orders;

  public Truth(Dataset dataset) {
    CarrierDays days = new CarrierDays(dataset);
    this.dataset = dataset;
    this.reference = new Reference(dataset);
    this.fulfilments =
        days.fulfilments()
            .collect(Collectors.toMap(f -> new CarrierDay(f.tms(), f.dt()), Function.identity()));
    this.plans = days.plans().collect(Collectors.groupingBy(DailyPlan::dt));
    this.orders = dataset.orders().collect(Collectors.groupingBy(Order::dt));
  }

  public Dataset dataset() {
    return dataset;
  }

  Reference reference() {
    return reference;
  }

  Order order(long orderId) {
    return dataset.order(orderId - Dataset.FIRST_ORDER_ID);
  }

  OrderTrack track(long orderId) {
    return dataset.track(orderId - Dataset.FIRST_ORDER_ID);
  }

  Optional<Fulfilment> fulfilment(String tms, LocalDate day) {
    return Optional.ofNullable(fulfilments.get(new CarrierDay(tms, day)));
  }

  /** In the order of carriers. */
  List<DailyPlan> plans(LocalDate day) {
    return plans.getOrDefault(day, List.of());
  }

  /** In the order of their numbers. */
  List<Order> orders(LocalDate day) {
    return orders.getOrDefault(day, List.of());
  }
}
