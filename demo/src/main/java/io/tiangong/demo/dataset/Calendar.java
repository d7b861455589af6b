package io.tiangong.demo.dataset;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * The days of the data set: {@link #DAYS} days that end on {@link #TODAY}, the shopping festival.
 * Orders are numbered in order of time, so each day owns a run of indexes; busy days own longer
 * ones.
 */
public final class Calendar {

  public static final int DAYS = 30;
  public static final LocalDate TODAY = LocalDate.of(2026, 11, 11);
  public static final LocalDate FIRST_DAY = TODAY.minusDays(DAYS - 1);

  /** The moment at which the data set was "taken": what lies after it has not happened yet. */
  public static final LocalDateTime NOW = TODAY.atTime(21, 30);

  private static final double WEEKEND = 1.15;
  private static final double EVE = 1.3;
  private static final double FESTIVAL = 2.2;

  private final long[] firstOrder = new long[DAYS + 1];

  Calendar(long orders) {
    double[] cumulative = new double[DAYS + 1];
    for (int day = 0; day < DAYS; day++) {
      cumulative[day + 1] = cumulative[day] + weight(date(day));
    }
    for (int day = 0; day <= DAYS; day++) {
      firstOrder[day] = Math.round(orders * (cumulative[day] / cumulative[DAYS]));
    }
  }

  public static LocalDate date(int day) {
    return FIRST_DAY.plusDays(day);
  }

  public static int day(LocalDate date) {
    return (int) ChronoUnit.DAYS.between(FIRST_DAY, date);
  }

  public static Stream<LocalDate> dates() {
    return Stream.iterate(FIRST_DAY, date -> date.plusDays(1)).limit(DAYS);
  }

  /** When the order is created: the day's orders lie evenly, moved by a part of their distance. */
  LocalDateTime createdAt(long order, double jitter) {
    int day = dayOf(order);
    LocalDateTime start = date(day).atStartOfDay();
    LocalDateTime end = date(day).equals(TODAY) ? NOW : start.plusDays(1);
    long span = ChronoUnit.MILLIS.between(start, end);
    double share = (order - firstOrder[day] + jitter) / (firstOrder[day + 1] - firstOrder[day]);
    return start.plus((long) (share * span), ChronoUnit.MILLIS);
  }

  private int dayOf(long order) {
    int day = 0;
    while (firstOrder[day + 1] <= order) {
      day++;
    }
    return day;
  }

  private static double weight(LocalDate date) {
    if (date.equals(TODAY)) {
      return FESTIVAL;
    } else if (date.equals(TODAY.minusDays(1))) {
      return EVE;
    }
    boolean weekend =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    return weekend ? WEEKEND : 1;
  }
}
