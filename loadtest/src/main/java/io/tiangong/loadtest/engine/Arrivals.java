package io.tiangong.loadtest.engine;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The moments at which requests are due, fixed by phases and seed: nothing that happens later moves
 * them. For one thread.
 */
public final class Arrivals {

  private static final double NANOS = 1e9;

  private final List<Phase> phases;
  private final Spacing spacing;
  private final SplittableRandom random;
  private int phase;
  private long phaseStart;
  private double requests;

  public Arrivals(List<Phase> phases, Spacing spacing, long seed) {
    this.phases = List.copyOf(phases);
    this.spacing = spacing;
    this.random = new SplittableRandom(seed);
  }

  /** Nanoseconds from the begin to the next arrival; -1 after the last. */
  public long next() {
    requests += spacing == Spacing.CONSTANT ? 1 : -Math.log(1 - random.nextDouble());
    while (phase < phases.size()) {
      Phase current = phases.get(phase);
      if (requests <= current.requests()) {
        return phaseStart + (long) (current.secondsUntil(requests) * NANOS);
      }
      requests -= current.requests();
      phaseStart += current.duration().toNanos();
      phase++;
    }
    return -1;
  }

  /** The number of the phase of the last arrival. */
  public int phase() {
    return phase;
  }
}
