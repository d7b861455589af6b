package io.tiangong.gateway.admission;

import java.util.function.Consumer;

/**
 * A place in a lane, held as long as the answer streams.
 *
 * @param lane where the query runs
 * @param release takes the place back, once, with the outcome
 */
public record Permit(Lane lane, Consumer<Outcome> release) {

  /** A place in a lane without bounds. */
  public static Permit free() {
    return new Permit(Lane.STANDARD, outcome -> {});
  }

  public void close(Outcome outcome) {
    release.accept(outcome);
  }
}
