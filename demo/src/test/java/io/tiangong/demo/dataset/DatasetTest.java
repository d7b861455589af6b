package io.tiangong.demo.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DatasetTest {

  private final Dataset dataset = new Dataset(42, 0.02);

  @Test
  void equalSeedAndScaleGiveEqualRows() {
    Dataset same = new Dataset(42, 0.02);
    assertThat(same.orders()).containsExactlyElementsOf(dataset.orders().toList());
    assertThat(same.couriers()).containsExactlyElementsOf(dataset.couriers().toList());
    assertThat(new CarrierDays(same).plans())
        .containsExactlyElementsOf(new CarrierDays(dataset).plans().toList());
  }

  @Test
  void anotherSeedGivesOtherRows() {
    assertThat(new Dataset(43, 0.02).order(7)).isNotEqualTo(dataset.order(7));
  }

  @Test
  void scaleSetsTheNumberOfOrders() {
    assertThat(dataset.orderCount()).isEqualTo(2_000);
    assertThat(new Dataset(42, 1).orderCount()).isEqualTo(100_000);
    assertThatThrownBy(() -> new Dataset(42, Double.NaN)).hasMessageContaining("scale is NaN");
  }

  @Test
  void ordersGrowWithTimeAndFillAllDays() {
    List<Order> orders = dataset.orders().toList();
    assertThat(orders).isSortedAccordingTo((a, b) -> a.createdAt().compareTo(b.createdAt()));
    assertThat(orders.stream().map(Order::dt).distinct())
        .containsExactlyElementsOf(Calendar.dates().toList());
    assertThat(orders).allMatch(order -> order.createdAt().isBefore(Calendar.NOW));
  }

  @Test
  void ordersPointAtCouriersOfTheirCarrier() {
    Map<Long, Courier> couriers =
        dataset.couriers().collect(Collectors.toMap(Courier::courierId, c -> c));
    assertThat(dataset.orders())
        .allMatch(order -> couriers.get(order.courierId()).tms().equals(order.tms()))
        .allMatch(order -> couriers.get(order.courierId()).region().equals(order.region()));
  }

  @Test
  void countersCountTheOrders() {
    long delivered =
        dataset.orders().filter(order -> order.status() == OrderStatus.DELIVERED).count();
    CarrierDays days = new CarrierDays(dataset);
    assertThat(days.fulfilments().mapToLong(Fulfilment::done).sum()).isEqualTo(delivered);
    assertThat(days.fulfilments()).anyMatch(f -> f.cancelled() == null);
    assertThat(days.fulfilments()).anyMatch(f -> f.cancelled() != null);
  }

  @Test
  void exactlyOnePlanIsZero() {
    List<DailyPlan> plans = new CarrierDays(dataset).plans().toList();
    assertThat(plans).hasSize(Dataset.CARRIERS * Calendar.DAYS);
    assertThat(plans.stream().filter(plan -> plan.planned() == 0))
        .singleElement()
        .returns("TMS-042", DailyPlan::tms)
        .returns(Calendar.TODAY, DailyPlan::dt);
  }

  @Test
  void festivalHasOrdersInEveryState() {
    assertThat(
            new Dataset(42, 0.5)
                .orders()
                .filter(o -> o.dt().equals(Calendar.TODAY))
                .map(Order::status)
                .distinct())
        .contains(OrderStatus.values());
  }
}
