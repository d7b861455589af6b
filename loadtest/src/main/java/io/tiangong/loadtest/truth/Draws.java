package io.tiangong.loadtest.truth;

import io.tiangong.demo.dataset.Calendar;
import io.tiangong.demo.dataset.Dataset;
import io.tiangong.loadtest.scenario.ParameterSpec;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * Draws the values of one parameter.
 *
 * @param rank draws how popular the value is, 0 for the most
 * @param value the value of a rank
 */
public record Draws(ToLongFunction<SplittableRandom> rank, LongFunction<Object> value) {

  private static final int MOST_RANKS = 1_000_000;

  /** Spreads popular values over the whole range; prime, so every value has one rank. */
  private static final long SPREAD = 2_654_435_761L;

  public static Draws of(ParameterSpec spec, Dataset dataset) {
    long count = count(spec, dataset);
    return new Draws(rank(spec, count), values(spec, count));
  }

  public Object next(SplittableRandom random) {
    return value.apply(rank.applyAsLong(random));
  }

  private static long count(ParameterSpec spec, Dataset dataset) {
    return switch (spec.of()) {
      case ORDER_ID -> dataset.orderCount();
      case CARRIER -> Dataset.CARRIERS;
      case DATE -> Calendar.DAYS;
      case NUMBER -> spec.to() - spec.from() + 1;
      case TEXT -> spec.texts().size();
    };
  }

  private static LongFunction<Object> values(ParameterSpec spec, long count) {
    return switch (spec.of()) {
      case ORDER_ID -> rank -> Dataset.FIRST_ORDER_ID + spread(rank, count);
      case CARRIER -> rank -> Dataset.tms((int) rank);
      case DATE -> rank -> Calendar.TODAY.minusDays(rank);
      case NUMBER -> rank -> spec.from() + rank;
      case TEXT -> rank -> spec.texts().get((int) rank);
    };
  }

  private static long spread(long rank, long count) {
    return Math.floorMod(rank * SPREAD, count);
  }

  private static ToLongFunction<SplittableRandom> rank(ParameterSpec spec, long count) {
    return switch (spec.distribution()) {
      case UNIFORM -> random -> random.nextLong(count);
      case CONSTANT -> random -> 0;
      case ZIPF -> zipf((int) Math.min(count, MOST_RANKS), spec.exponent());
    };
  }

  private static ToLongFunction<SplittableRandom> zipf(int count, double exponent) {
    double[] cumulative = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 1 / Math.pow(i + 1, exponent);
      cumulative[i] = sum;
    }
    double total = sum;
    return random -> {
      int found = Arrays.binarySearch(cumulative, random.nextDouble() * total);
      return Math.min(count - 1, found >= 0 ? found : -found - 1);
    };
  }
}
