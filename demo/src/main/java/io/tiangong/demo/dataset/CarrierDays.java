package io.tiangong.demo.dataset;

import static io.tiangong.demo.dataset.Calendar.DAYS;
import static io.tiangong.demo.dataset.Dataset.CARRIERS;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The orders of a data set counted by carrier and day: the real-time counters of {@code
 * rt.fulfilment} and the planned figures of {@code kpi.daily_plan}. One pass over the orders when
 * made, then immutable.
 */
public final class CarrierDays {

  /** Its plan for {@link Calendar#TODAY} is 0: a ratio over it is NULL. */
  public static final int UNPLANNED_CARRIER = 41;

  private final Dataset dataset;
  private final long[] orders = new long[CARRIERS * DAYS];
  private final long[] done = new long[CARRIERS * DAYS];
  private final long[] cancelled = new long[CARRIERS * DAYS];

  public CarrierDays(Dataset dataset) {
    this.dataset = dataset;
    for (long index = 0; index < dataset.orderCount(); index++) {
      int day = Calendar.day(dataset.createdAt(index).toLocalDate());
      count(cell(dataset.carrierOf(index), day), dataset.track(index).status());
    }
  }

  private void count(int cell, OrderStatus status) {
    orders[cell]++;
    if (status == OrderStatus.DELIVERED) {
      done[cell]++;
    } else if (status == OrderStatus.CANCELLED) {
      cancelled[cell]++;
    }
  }

  /** Days on which a carrier had no order have no row. */
  public Stream<Fulfilment> fulfilments() {
    return IntStream.range(0, CARRIERS * DAYS)
        .filter(cell -> orders[cell] > 0)
        .mapToObj(this::fulfilment);
  }

  /** One row per carrier and day, ordered by day. */
  public Stream<DailyPlan> plans() {
    return IntStream.range(0, DAYS)
        .boxed()
        .flatMap(day -> IntStream.range(0, CARRIERS).mapToObj(carrier -> plan(carrier, day)));
  }

  private Fulfilment fulfilment(int cell) {
    int carrier = cell / DAYS;
    int day = cell % DAYS;
    Duration untilUpdate = Duration.ofMillis((long) (dataset.planDraw(carrier, day) * 3_600_000));
    return new Fulfilment(
        Dataset.tms(carrier),
        Calendar.date(day),
        done[cell],
        cancelled[cell] == 0 ? null : cancelled[cell],
        Calendar.date(day).atTime(Calendar.NOW.toLocalTime()).minus(untilUpdate));
  }

  private DailyPlan plan(int carrier, int day) {
    boolean unplanned = carrier == UNPLANNED_CARRIER && day == DAYS - 1;
    double expected = Math.max(1, orders[cell(carrier, day)]);
    long planned =
        Math.max(1, Math.round(expected * (0.85 + 0.3 * dataset.planDraw(carrier, day))));
    return new DailyPlan(
        Dataset.tms(carrier),
        dataset.homeRegion(carrier),
        unplanned ? 0 : planned,
        Calendar.date(day));
  }

  private static int cell(int carrier, int day) {
    return carrier * DAYS + day;
  }
}
