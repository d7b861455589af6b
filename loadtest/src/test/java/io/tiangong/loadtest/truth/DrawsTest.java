package io.tiangong.loadtest.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.demo.dataset.Dataset;
import io.tiangong.loadtest.scenario.ParameterSpec;
import io.tiangong.loadtest.scenario.ParameterSpec.Distribution;
import io.tiangong.loadtest.scenario.ParameterSpec.Domain;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrawsTest {

  private static final Dataset DATASET = new Dataset(1, 0.01);

  private static Map<Object, Long> draw(Domain of, Distribution distribution, int times) {
    ParameterSpec spec = new ParameterSpec(of, distribution, 1.2, 5, 9, List.of("a", "b"));
    Draws draws = Draws.of(spec, DATASET);
    SplittableRandom random = new SplittableRandom(1);
    return Stream.generate(() -> draws.next(random))
        .limit(times)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  @Test
  void uniformDrawsReachEveryValueAboutEquallyOften() {
    Map<Object, Long> seen = draw(Domain.NUMBER, Distribution.UNIFORM, 5_000);
    assertThat(seen.keySet()).containsExactlyInAnyOrder(5L, 6L, 7L, 8L, 9L);
    assertThat(seen.values()).allMatch(count -> count > 800 && count < 1_200);
  }

  @Test
  void zipfDrawsHaveFavourites() {
    Map<Object, Long> seen = draw(Domain.ORDER_ID, Distribution.ZIPF, 10_000);
    List<Long> counts = seen.values().stream().sorted((a, b) -> Long.compare(b, a)).toList();
    assertThat(counts.get(0)).isGreaterThan(1_500);
    assertThat(counts.get(0)).isGreaterThan(2 * counts.get(1) - 300);
    assertThat(seen.keySet())
        .allMatch(
            id ->
                (Long) id >= Dataset.FIRST_ORDER_ID
                    && (Long) id < Dataset.FIRST_ORDER_ID + DATASET.orderCount());
  }

  @Test
  void constantDrawsAreTheFirstValue() {
    assertThat(draw(Domain.TEXT, Distribution.CONSTANT, 10)).containsOnlyKeys("a");
  }
}
