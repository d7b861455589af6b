package io.tiangong.loadtest.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.demo.dataset.Calendar;
import io.tiangong.demo.dataset.Dataset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DemoReadsTest {

  private final Truth truth = new Truth(new Dataset(1, 0.01));

  private DemoRead read(String name) {
    return Objects.requireNonNull(DemoReads.all().get(name));
  }

  @Test
  void orderComesFromTheGenerator() {
    List<List<Object>> rows =
        read("order-by-id").answer().apply(List.of(Dataset.FIRST_ORDER_ID + 7), truth);
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get(0)).isEqualTo(Dataset.FIRST_ORDER_ID + 7);
    assertThat(rows.get(0).get(1)).isEqualTo(truth.dataset().order(7).tms());
  }

  @Test
  void everyReadAsksAsManyParametersAsItHasMarks() {
    assertThat(DemoReads.all().values())
        .allMatch(
            read -> read.sql().chars().filter(c -> c == '?').count() == read.parameters().size());
  }

  @Test
  void ordersOfAllDaysAreAllOrders() {
    long all =
        Calendar.dates()
            .mapToLong(day -> read("orders-of-day").answer().apply(List.of(day), truth).size())
            .sum();
    assertThat(all).isEqualTo(truth.dataset().orderCount());
  }

  @Test
  void anotherRowIsADifference() {
    Answer answer = new Answer.Rows(List.of(List.of(1L)));
    assertThat(answer.difference(List.of(List.of(1L)))).isEmpty();
    assertThat(answer.difference(List.of(List.of(2L)))).isPresent();
    assertThat(new Answer.Count(2).difference(List.of(List.of(1L)))).isPresent();
  }

  @Test
  void stableAnswersMayNotChange() {
    Answer same = new Answer.Same();
    assertThat(same.difference(List.of(List.of(1L)))).isEmpty();
    assertThat(same.difference(List.of(List.of(1L)))).isEmpty();
    assertThat(same.difference(List.of(List.of(3L)))).isPresent();
  }
}
