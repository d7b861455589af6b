package io.tiangong.demo.dataset;

/**
 * Random numbers by address instead of by sequence: the same (seed, topic, index) always gives the
 * same number, so any row can be computed without those before it.
 */
final class Draws {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** What a number is drawn for; numbers of different topics are independent. */
  enum Topic {
    CARRIER,
    COURIER_OF_ORDER,
    AMOUNT,
    WEIGHT,
    NOTE,
    CREATED,
    CANCELLED,
    ACCEPTED,
    PICKED,
    DELIVERED,
    NAME,
    REGION,
    HOME_REGION,
    JOINED,
    PLANNED,
    PACE;

    private final long salt = mix(name().hashCode());
  }

  private final long seed;

  Draws(long seed) {
    this.seed = mix(seed + GOLDEN_GAMMA);
  }

  /** Uniform in [0, 1). */
  double unit(Topic topic, long index) {
    return (bits(topic, index) >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [0, bound). */
  int below(int bound, Topic topic, long index) {
    return (int) (unit(topic, index) * bound);
  }

  private long bits(Topic topic, long index) {
    return mix(mix(seed + topic.salt) + index * GOLDEN_GAMMA);
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
