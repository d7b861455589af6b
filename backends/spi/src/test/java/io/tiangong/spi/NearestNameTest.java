package io.tiangong.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  private static final List<String> TABLES = List.of("ord.orders", "ord.couriers", "rt.fulfilment");

  @Test
  void typingErrorsAreForgiven() {
    assertThat(NearestName.of("ord.oders", TABLES)).contains("ord.orders");
    assertThat(NearestName.of("ORD.ORDRES", TABLES)).contains("ord.orders");
    assertThat(NearestName.of("rt.fulfillment", TABLES)).contains("rt.fulfilment");
  }

  @Test
  void nothingIsSuggestedForAnotherName() {
    assertThat(NearestName.of("kpi.plan", TABLES)).isEmpty();
    assertThat(NearestName.of("x", List.of("y"))).isEmpty();
  }

  @Test
  void swappedNeighboursAreOneError() {
    assertThat(NearestName.distance("form", "from")).isEqualTo(1);
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void theHintIsPartOfASentence() {
    assertThat(NearestName.hint("ord.oders", TABLES)).isEqualTo("; did you mean ord.orders?");
    assertThat(NearestName.hint("nothing like it", TABLES)).isEmpty();
  }
}
