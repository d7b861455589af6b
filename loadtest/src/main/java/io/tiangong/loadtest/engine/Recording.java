package io.tiangong.loadtest.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What is known of a run: per phase and kind of request, and per slice of time. A request belongs
 * to the slice in which it was due. Thread-safe.
 */
public final class Recording {

  private static final int MOST_SLICES = 600;
  private static final long SHORTEST_SLICE = Duration.ofMillis(250).toNanos();
  private static final int MOST_EXAMPLES = 5;
  private static final int DIGITS = 3;
  private static final int SLICE_DIGITS = 2;

  private final int kinds;
  private final List<Tally> cells;
  private final List<Tally> slices;
  private final long sliceNanos;
  private final Map<String, List<String>> examples = new ConcurrentHashMap<>();

  /**
   * @param kinds how many entries the mix has
   */
  public Recording(List<Phase> phases, int kinds) {
    this.kinds = kinds;
    long total = phases.stream().mapToLong(phase -> phase.duration().toNanos()).sum();
    sliceNanos = Math.max(SHORTEST_SLICE, total / MOST_SLICES);
    cells = tallies(phases.size() * kinds, DIGITS);
    slices = tallies((int) (total / sliceNanos) + 1, SLICE_DIGITS);
  }

  private static List<Tally> tallies(int count, int digits) {
    return IntStream.range(0, count).mapToObj(i -> new Tally(digits)).toList();
  }

  void offered(Attempt attempt) {
    each(attempt, Tally::offer);
  }

  void right(Attempt attempt) {
    long latency = attempt.latencyMicros();
    each(attempt, tally -> tally.right(latency));
  }

  void wrong(Attempt attempt, String difference) {
    each(attempt, Tally::wrong);
    remember("WRONG", difference);
  }

  void failed(Attempt attempt, String code, String message) {
    each(attempt, tally -> tally.failed(code));
    remember(code, message);
  }

  void again(Attempt attempt) {
    each(attempt, Tally::again);
  }

  private void each(Attempt attempt, Consumer<Tally> change) {
    change.accept(cells.get(attempt.phase() * kinds + attempt.kind()));
    int slice = (int) Math.min(slices.size() - 1, attempt.dueNanos() / sliceNanos);
    change.accept(slices.get(slice));
  }

  private void remember(String code, String message) {
    List<String> known =
        examples.computeIfAbsent(code, c -> Collections.synchronizedList(new ArrayList<>()));
    if (known.size() < MOST_EXAMPLES) {
      known.add(message.lines().findFirst().orElse(""));
    }
  }

  /** What became of the requests of a kind in a phase. */
  public Counts of(int phase, int kind) {
    return cells.get(phase * kinds + kind).counts();
  }

  /** What became of the requests of each slice, in order of time. */
  public List<Counts> slices() {
    return slices.stream().map(Tally::counts).toList();
  }

  public Duration sliceLength() {
    return Duration.ofNanos(sliceNanos);
  }

  /** Some messages of failures and differences, by code. */
  public Map<String, List<String>> examples() {
    return Map.copyOf(examples);
  }

  /** What became of all requests so far. */
  public Counts all() {
    return cells.stream().map(Tally::counts).reduce(Counts.none(), Counts::plus);
  }

  /** What became of the requests that were due at a moment of the schedule. */
  public Counts slice(Duration at) {
    int slice = (int) (at.toNanos() / sliceNanos);
    return slices.get(Math.max(0, Math.min(slice, slices.size() - 1))).counts();
  }
}
