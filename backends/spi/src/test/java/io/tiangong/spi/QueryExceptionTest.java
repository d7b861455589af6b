package io.tiangong.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QueryExceptionTest {

  @Test
  void keepsCodePlaceFactsAndCause() {
    IllegalStateException cause = new IllegalStateException("inner");
    QueryException fault =
        new QueryException(ErrorCode.COLUMN_NOT_FOUND, "no column tsm", cause)
            .at(new TextPosition(2, 5))
            .with("column", "tsm")
            .with("nearest", "tms");
    assertThat(fault).hasMessage("COLUMN_NOT_FOUND at 2:5: no column tsm").hasCause(cause);
    assertThat(fault.text()).isEqualTo("no column tsm");
    assertThat(fault.facts())
        .containsExactly(
            java.util.Map.entry("column", "tsm"), java.util.Map.entry("nearest", "tms"));
  }

  @Test
  void numbersOfErrorCodesAreUnique() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number)).doesNotHaveDuplicates();
  }
}
