package io.tiangong.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemandTest {

  @Test
  void withoutAFetchSizeTheMessagesAheadAreKept() {
    Demand demand = new Demand(2, 0);
    assertThat(demand.atStart()).isEqualTo(2);
    assertThat(demand.afterTaking(1000)).isEqualTo(1);
    assertThat(demand.afterTaking(1)).isEqualTo(1);
    assertThat(demand.beforeWaiting()).isZero();
  }

  @Test
  void smallFetchHoldsTheMessageBeingReadOnly() {
    Demand demand = new Demand(1, 100);
    assertThat(demand.atStart()).isEqualTo(1);
    assertThat(demand.afterTaking(1000)).isZero();
    assertThat(demand.beforeWaiting()).isEqualTo(1);
    assertThat(demand.beforeWaiting()).isZero();
  }

  @Test
  void largeFetchHoldsAsManyMessagesAsHaveItsRows() {
    Demand demand = new Demand(1, 5000);
    assertThat(demand.atStart()).isEqualTo(1);
    assertThat(demand.afterTaking(1000)).isEqualTo(5);
    assertThat(demand.afterTaking(1000)).isEqualTo(1);
    assertThat(demand.afterTaking(10)).isEqualTo(60);
  }
}
