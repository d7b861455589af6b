package io.tiangong.demo.dataset;

import io.tiangong.demo.dataset.Draws.Topic;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A month of a delivery network: carriers, their couriers, orders, and what became of them. Equal
 * (seed, scale) give equal rows. Immutable.
 *
 * <p>The tables agree with each other: an order's life is drawn first, {@link Calendar#NOW} decides
 * how much of it has happened, and the counters of {@link CarrierDays} count those orders.
 */
public final class Dataset {

  /** Grows when the same (seed, scale) would give other rows or another layout. */
  public static final int FORMAT = 1;

  public static final int CARRIERS = 200;
  public static final long FIRST_ORDER_ID = 1_000_000;
  public static final long FIRST_COURIER_ID = 50_000;
  public static final List<String> REGIONS = List.of("east", "south", "west", "north", "central");

  private static final long ORDERS_AT_SCALE_1 = 100_000;
  private static final int COURIERS_AT_SCALE_1 = 2_000;
  private static final double CARRIER_SKEW = 1.5;
  private static final double CANCELLED_SHARE = 0.04;
  private static final double HOME_SHARE = 0.85;

  private final long seed;
  private final double scale;
  private final long orders;
  private final int couriers;
  private final Draws draws;
  private final Calendar calendar;

  /**
   * @param scale 1 is 100,000 orders and 2,000 couriers; at least 0.001
   */
  public Dataset(long seed, double scale) {
    if (!(scale >= 0.001 && scale <= 1_000)) {
      throw new QueryException(
          ErrorCode.INVALID_PARAMETER, "scale is " + scale + ", not between 0.001 and 1000");
    }
    this.seed = seed;
    this.scale = scale;
    this.orders = Math.round(ORDERS_AT_SCALE_1 * scale);
    this.couriers = (int) Math.max(CARRIERS, Math.round(COURIERS_AT_SCALE_1 * scale));
    this.draws = new Draws(seed);
    this.calendar = new Calendar(orders);
  }

  public long seed() {
    return seed;
  }

  public double scale() {
    return scale;
  }

  public long orderCount() {
    return orders;
  }

  public int courierCount() {
    return couriers;
  }

  public Stream<Order> orders() {
    return LongStream.range(0, orders).mapToObj(this::order);
  }

  public Stream<OrderTrack> tracks() {
    return LongStream.range(0, orders).mapToObj(this::track);
  }

  public Stream<Courier> couriers() {
    return IntStream.range(0, couriers).mapToObj(this::courier);
  }

  /** The code of a carrier, {@code TMS-001} to {@code TMS-200}. */
  public static String tms(int carrier) {
    return "TMS-" + (carrier < 9 ? "00" : carrier < 99 ? "0" : "") + (carrier + 1);
  }

  /**
   * @param index 0 to {@link #orderCount} exclusive; grows with time
   */
  public Order order(long index) {
    int carrier = carrierOf(index);
    int courier = courierOf(index, carrier);
    LocalDateTime created = createdAt(index);
    return new Order(
        FIRST_ORDER_ID + index,
        tms(carrier),
        FIRST_COURIER_ID + courier,
        courierRegion(courier),
        track(index).status(),
        BigDecimal.valueOf(900 + (long) (cube(draws.unit(Topic.AMOUNT, index)) * 60_000), 2),
        (50 + draws.below(20_000, Topic.WEIGHT, index)) / 1000.0,
        note(index),
        created,
        created.toLocalDate());
  }

  /** How far the order of that index has come at {@link Calendar#NOW}. */
  public OrderTrack track(long index) {
    long id = FIRST_ORDER_ID + index;
    LocalDateTime accepted = after(createdAt(index), 1, 15, draws.unit(Topic.ACCEPTED, index));
    if (accepted.isAfter(Calendar.NOW)) {
      return new OrderTrack(id, OrderStatus.CREATED, null, null, null);
    }
    if (draws.unit(Topic.CANCELLED, index) < CANCELLED_SHARE) {
      return new OrderTrack(id, OrderStatus.CANCELLED, accepted, null, null);
    }
    LocalDateTime picked = after(accepted, 5, 60, draws.unit(Topic.PICKED, index));
    if (picked.isAfter(Calendar.NOW)) {
      return new OrderTrack(id, OrderStatus.ACCEPTED, accepted, null, null);
    }
    double delay = draws.unit(Topic.DELIVERED, index);
    LocalDateTime delivered = after(picked, 15, slowestMinutes(carrierOf(index)), delay * delay);
    if (delivered.isAfter(Calendar.NOW)) {
      return new OrderTrack(id, OrderStatus.PICKED, accepted, picked, null);
    }
    return new OrderTrack(id, OrderStatus.DELIVERED, accepted, picked, delivered);
  }

  /**
   * @param index 0 to {@link #courierCount} exclusive
   */
  public Courier courier(int index) {
    return new Courier(
        FIRST_COURIER_ID + index,
        tms(index % CARRIERS),
        CourierNames.pick(draws.unit(Topic.NAME, index)),
        courierRegion(index),
        LocalDate.of(2018, 1, 1).plusDays(draws.below(3_000, Topic.JOINED, index)));
  }

  /** Where a carrier is at home. */
  public String homeRegion(int carrier) {
    return REGIONS.get(draws.below(REGIONS.size(), Topic.HOME_REGION, carrier));
  }

  /** Uniform in [0, 1), one number per carrier and day. */
  double planDraw(int carrier, int day) {
    return draws.unit(Topic.PLANNED, (long) carrier * Calendar.DAYS + day);
  }

  LocalDateTime createdAt(long index) {
    return calendar.createdAt(index, draws.unit(Topic.CREATED, index));
  }

  /** Carriers of low number have more orders. */
  int carrierOf(long index) {
    return (int) (Math.pow(draws.unit(Topic.CARRIER, index), CARRIER_SKEW) * CARRIERS);
  }

  private int courierOf(long index, int carrier) {
    int ofCarrier = (couriers - carrier - 1) / CARRIERS + 1;
    return carrier + CARRIERS * draws.below(ofCarrier, Topic.COURIER_OF_ORDER, index);
  }

  private String courierRegion(int courier) {
    double draw = draws.unit(Topic.REGION, courier);
    return draw < HOME_SHARE
        ? homeRegion(courier % CARRIERS)
        : REGIONS.get((int) ((draw - HOME_SHARE) / (1 - HOME_SHARE) * REGIONS.size()));
  }

  private int slowestMinutes(int carrier) {
    return 120 + draws.below(600, Topic.PACE, carrier);
  }

  private @Nullable String note(long index) {
    return OrderNotes.pick(draws.unit(Topic.NOTE, index));
  }

  private static LocalDateTime after(LocalDateTime time, int minMinutes, int maxMinutes, double u) {
    long min = Duration.ofMinutes(minMinutes).toMillis();
    long max = Duration.ofMinutes(maxMinutes).toMillis();
    return time.plus(min + (long) (u * (max - min)), ChronoUnit.MILLIS);
  }

  private static double cube(double x) {
    return x * x * x;
  }
}
