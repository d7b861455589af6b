package io.tiangong.demo.check;

import java.util.List;
import java.util.stream.Stream;

/** Every query of {@code demo --check}: those that the demo shows, and the harder ones. */
public final class CheckQueries {

  private CheckQueries() {}

  public static List<DemoQuery> all() {
    return Stream.of(
            SampleQueries.all(),
            OrderQueries.all(),
            RealtimeQueries.all(),
            CrossSourceQueries.all())
        .flatMap(List::stream)
        .toList();
  }
}
