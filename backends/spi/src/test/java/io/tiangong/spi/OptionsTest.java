package io.tiangong.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void unknownOptionIsRefusedWithTheNearestKnownOne() {
    Options options = new Options("table ord.orders", Map.of("tabel", "orders"));
    assertThatThrownBy(() -> options.requireKnown(Set.of("table", "format")))
        .hasMessage(
            "CATALOG_INVALID: table ord.orders: unknown option 'tabel'; did you mean 'table'?");
  }

  @Test
  void unknownOptionLikeNoOtherListsTheKnownOnes() {
    Options options = new Options("source s", Map.of("frobnicate", "secret"));
    assertThatThrownBy(() -> options.requireKnown(Set.of("user", "password")))
        .hasMessageEndingWith("unknown option 'frobnicate'; known are [password, user]")
        .hasMessageNotContaining("secret");
  }

  @Test
  void missingOptionIsNamed() {
    assertThatThrownBy(() -> new Options("source s", Map.of()).required("path"))
        .hasMessage("CATALOG_INVALID: source s: option 'path' is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "x", "", "99999999999"})
  void numberOutOfBoundsIsRefused(String value) {
    Options options = new Options("source s", Map.of("pool-size", value));
    assertThatThrownBy(() -> options.integer("pool-size", 5, 1, 10))
        .hasMessageContaining("'pool-size' must be a number from 1 to 10");
  }

  @Test
  void numberIsReadOrDefaulted() {
    Options options = new Options("source s", Map.of("pool-size", " 7 "));
    assertThat(options.integer("pool-size", 5, 1, 10)).isEqualTo(7);
    assertThat(options.integer("other", 5, 1, 10)).isEqualTo(5);
  }

  @Test
  void nearestNameIgnoresCaseAndFarNames() {
    List<String> names = List.of("orders", "order_track", "couriers");
    assertThat(NearestName.of("ORDRES", names)).contains("orders");
    assertThat(NearestName.of("courier", names)).contains("couriers");
    assertThat(NearestName.of("daily_plan", names)).isEmpty();
  }
}
