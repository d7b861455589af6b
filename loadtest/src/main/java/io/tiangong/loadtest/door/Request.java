package io.tiangong.loadtest.door;

import io.tiangong.loadtest.scenario.Account;
import io.tiangong.loadtest.truth.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A query with its parameters, ready to be sent.
 *
 * @param name of the query
 * @param answer what the answer must be; asked once, when it is here
 */
public record Request(
    String name,
    String sql,
    List<Object> parameters,
    Account account,
    Duration timeout,
    Supplier<Answer> answer) {

  public Request {
    parameters = List.copyOf(parameters);
  }

  /** The timeout as people write it: 500ms, 2s. */
  String timeoutText() {
    long millis = timeout.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
