package io.tiangong.gateway.admission;

import java.util.function.Consumer;

/**
 * An account's right to have one query looked at, drawn from its rate limit and quota.
 *
 * @param release takes it back, once, with the outcome
 */
public record Ticket(Consumer<Outcome> release) {

  /** Drawn from nothing. */
  public static Ticket free() {
    return new Ticket(outcome -> {});
  }

  public void close(Outcome outcome) {
    release.accept(outcome);
  }
}
