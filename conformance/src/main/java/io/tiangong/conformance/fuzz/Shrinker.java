package io.tiangong.conformance.fuzz;

import io.tiangong.conformance.fuzz.query.Query;
import io.tiangong.conformance.fuzz.query.Reductions;
import java.util.Optional;
import java.util.function.Function;

/** Makes a query smaller for as long as it fails. */
final class Shrinker {

  private static final int MOST_TRIES = 600;

  private final Function<Query, Optional<Disagreement>> fails;

  /**
   * @param fails how a query disagrees; empty: it doesn't
   */
  Shrinker(Function<Query, Optional<Disagreement>> fails) {
    this.fails = fails;
  }

  Disagreement shrink(Disagreement first) {
    Disagreement smallest = first;
    int tries = 0;
    boolean smaller = true;
    while (smaller && tries < MOST_TRIES) {
      smaller = false;
      for (Query candidate : Reductions.of(smallest.query())) {
        Optional<Disagreement> still = fails.apply(candidate);
        if (still.isPresent()) {
          smallest = still.get();
          smaller = true;
          break;
        } else if (++tries >= MOST_TRIES) {
          break;
        }
      }
    }
    return smallest;
  }
}
