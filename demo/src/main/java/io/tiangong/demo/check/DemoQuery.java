package io.tiangong.demo.check;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query with the answer that it must have.
 *
 * @param title what it asks, for people
 * @param sql ordered totally, so that the answer is one list
 * @param parameters one per question mark
 * @param expected the answer's rows, computed from the generator
 */
public record DemoQuery(
    String title,
    String sql,
    List<Object> parameters,
    Function<Reference, List<List<@Nullable Object>>> expected) {

  public DemoQuery {
    parameters = List.copyOf(parameters);
  }

  static DemoQuery of(String title, String sql, Function<Reference, Rows> expected) {
    return new DemoQuery(title, sql, List.of(), expected.andThen(Rows::list));
  }

  DemoQuery with(Object... values) {
    return new DemoQuery(title, sql, List.of(values), expected);
  }
}
