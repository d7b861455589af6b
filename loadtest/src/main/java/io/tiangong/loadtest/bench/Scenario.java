package io.tiangong.loadtest.bench;

import java.util.function.IntFunction;

/**
 * Something to measure: one operation per thread, each thread repeating its own without a pause.
 *
 * @param name what the report calls it
 * @param threads how many threads run at once
 * @param operations makes the operation of the thread with that number
 */
public record Scenario(String name, int threads, IntFunction<Operation> operations) {

  /** One thread. */
  public static Scenario of(String name, Operation operation) {
    return new Scenario(name, 1, thread -> operation);
  }
}
